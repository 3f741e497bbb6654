SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER PUBLICATION p DROP TABLE ONLY public.t;

ALTER PUBLICATION q DROP TABLE ONLY public.t;

ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

ALTER TABLE public.t ALTER COLUMN c TYPE bigint;

ALTER PUBLICATION p ADD TABLE ONLY public.t (a, b, c) WHERE ((a > 1));

ALTER PUBLICATION q ADD TABLE ONLY public.t (a, c);

COMMIT;

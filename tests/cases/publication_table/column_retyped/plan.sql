SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: column a of table public.t changes its type
ALTER PUBLICATION p DROP TABLE ONLY public.t;

-- comes back below: column a of table public.t changes its type
ALTER PUBLICATION q DROP TABLE ONLY public.t;

ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

ALTER TABLE public.t ALTER COLUMN c TYPE bigint;

-- is made again
ALTER PUBLICATION p ADD TABLE ONLY public.t (a, b, c) WHERE ((a > 1));

-- is made again
ALTER PUBLICATION q ADD TABLE ONLY public.t (a, c);

COMMIT;

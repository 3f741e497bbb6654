SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TABLE public."New One" (
    x integer
);

ALTER PUBLICATION q ADD TABLE ONLY public.t;

ALTER PUBLICATION p ADD TABLE ONLY public.u;

ALTER PUBLICATION p ADD TABLE ONLY public."New One";

COMMIT;

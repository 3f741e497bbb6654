SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE UNLOGGED TABLE public.f (
    id integer GENERATED ALWAYS AS IDENTITY NOT NULL
);

ALTER SEQUENCE public.f_id_seq SET LOGGED;

ALTER SEQUENCE public.a_id_seq SET UNLOGGED;

ALTER SEQUENCE public."B seq" SET LOGGED;

ALTER SEQUENCE public.c_id_seq SET LOGGED;

-- rewrites the table
ALTER TABLE public.d SET LOGGED;

ALTER SEQUENCE public.d_id_seq SET UNLOGGED;

ALTER TABLE public.e ADD COLUMN id integer GENERATED ALWAYS AS IDENTITY NOT NULL;

ALTER SEQUENCE public.e_id_seq SET UNLOGGED;

COMMIT;

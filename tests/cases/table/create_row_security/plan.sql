SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TABLE public.a (
    id integer NOT NULL,
    owner text NOT NULL,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);

ALTER TABLE public.a ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.a FORCE ROW LEVEL SECURITY;

CREATE TABLE public.b (
    a integer,
    CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES public.a(id)
);

ALTER TABLE public.b FORCE ROW LEVEL SECURITY;

CREATE POLICY own ON public.a USING ((owner = CURRENT_USER));

COMMIT;

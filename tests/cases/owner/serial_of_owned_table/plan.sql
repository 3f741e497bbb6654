SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE SEQUENCE public.t_n_seq AS integer;

ALTER TABLE public.t ADD COLUMN n integer DEFAULT nextval('public.t_n_seq'::regclass) NOT NULL;

ALTER SEQUENCE public.t_n_seq OWNER TO alice;

ALTER SEQUENCE public.t_n_seq OWNED BY public.t.n;

COMMIT;

CREATE TABLE public.t (id integer NOT NULL, a integer CONSTRAINT given NOT NULL);
COMMENT ON CONSTRAINT given ON public.t IS 'after';
COMMENT ON CONSTRAINT t_id_not_null ON public.t IS 'new';
COMMENT ON TABLE public.t IS 'a table';

CREATE TABLE public.t (id integer NOT NULL, a integer CONSTRAINT given NOT NULL);
COMMENT ON CONSTRAINT given ON public.t IS 'before';
COMMENT ON TABLE public.t IS 'a table';

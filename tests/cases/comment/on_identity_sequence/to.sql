CREATE TABLE public.t (id integer GENERATED ALWAYS AS IDENTITY);
COMMENT ON SEQUENCE public.t_id_seq IS 'counts';

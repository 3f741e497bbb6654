CREATE TABLE public.t (a integer, b integer GENERATED ALWAYS AS (a + 1) STORED);
CREATE VIEW public.v AS SELECT b FROM public.t;
CREATE INDEX t_b_idx ON public.t (b);

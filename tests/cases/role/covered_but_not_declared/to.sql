CREATE TABLE public.t (a integer);
GRANT SELECT ON public.t TO app_reader;

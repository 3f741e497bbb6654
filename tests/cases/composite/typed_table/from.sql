CREATE TYPE public.pair AS (a integer, gone text);
CREATE TABLE public.t OF public.pair (PRIMARY KEY (a));
CREATE VIEW public.v AS SELECT a, gone FROM public.t;

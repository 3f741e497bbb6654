CREATE TYPE public.pair AS (a integer, come text, more integer);
CREATE TABLE public.t OF public.pair (PRIMARY KEY (a), more DEFAULT 3);
CREATE VIEW public.v AS SELECT a, come FROM public.t;

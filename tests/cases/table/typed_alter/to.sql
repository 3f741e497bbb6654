CREATE TYPE public.pair AS (a integer, b text);
CREATE TABLE public.t (a integer, b text);
CREATE TABLE public.u OF public.pair;

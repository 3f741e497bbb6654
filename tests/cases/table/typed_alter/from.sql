CREATE TYPE public.pair AS (a integer, b text);
CREATE TABLE public.t OF public.pair;
CREATE TABLE public.u (a integer, b text);

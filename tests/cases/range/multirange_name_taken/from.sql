CREATE TYPE public.a AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = many);
CREATE FUNCTION public.f() RETURNS public.many LANGUAGE sql RETURN '{}'::public.many;
CREATE FUNCTION public.g(public.many) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW public.v AS SELECT '{}'::public.many AS m;
CREATE TABLE public.t (m public.many DEFAULT '{}');

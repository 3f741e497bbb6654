SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER INDEX public.by_name DEPENDS ON EXTENSION hstore;

ALTER FUNCTION public.f() DEPENDS ON EXTENSION hstore;

ALTER MATERIALIZED VIEW public.m DEPENDS ON EXTENSION citext;

ALTER MATERIALIZED VIEW public.m DEPENDS ON EXTENSION hstore;

ALTER PROCEDURE public.p(IN integer) DEPENDS ON EXTENSION citext;

ALTER FUNCTION public.total(integer) DEPENDS ON EXTENSION citext;

ALTER INDEX public.name_once DEPENDS ON EXTENSION hstore;

ALTER TRIGGER noted ON public.t DEPENDS ON EXTENSION citext;

COMMIT;

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE TYPE public.number;

CREATE FUNCTION public.number_in(cstring)
RETURNS public.number
LANGUAGE internal
IMMUTABLE STRICT
AS $function$int4in$function$;

CREATE FUNCTION public.number_out(public.number)
RETURNS cstring
LANGUAGE internal
IMMUTABLE STRICT
AS $function$int4out$function$;

CREATE FUNCTION public.number_recv(internal)
RETURNS public.number
LANGUAGE internal
IMMUTABLE STRICT
AS $function$int4recv$function$;

CREATE FUNCTION public.number_send(public.number)
RETURNS bytea
LANGUAGE internal
IMMUTABLE STRICT
AS $function$int4send$function$;

CREATE TYPE public.number (
    INPUT = public.number_in,
    OUTPUT = public.number_out,
    RECEIVE = public.number_recv,
    SEND = public.number_send,
    INTERNALLENGTH = 4,
    PASSEDBYVALUE,
    CATEGORY = 'N',
    DEFAULT = '7'
);

CREATE DOMAIN public.small_number AS public.number;

CREATE FUNCTION public.is_odd(public.number)
RETURNS boolean
LANGUAGE sql
AS $function$SELECT true$function$;

CREATE TABLE public.t (
    n public.number,
    many public.number[],
    odd boolean
);

CREATE VIEW public.v AS
 SELECT public.is_odd(t.n) AS odd
   FROM public.t;

COMMENT ON TYPE public.number IS 'like integer';

COMMIT;

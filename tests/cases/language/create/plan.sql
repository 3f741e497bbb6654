SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE LANGUAGE "PL Two" HANDLER plpgsql_call_handler;

CREATE TRUSTED LANGUAGE pl_one HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;

CREATE FUNCTION public.f()
RETURNS integer
LANGUAGE pl_one
AS $function$BEGIN RETURN 1; END$function$;

COMMENT ON LANGUAGE pl_one IS 'PL/pgSQL under another name';

COMMIT;

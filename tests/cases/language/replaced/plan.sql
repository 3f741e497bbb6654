SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE FUNCTION public.handler()
RETURNS language_handler
LANGUAGE internal
AS $function$trigger_in$function$;

CREATE OR REPLACE TRUSTED LANGUAGE a HANDLER plpgsql_call_handler;

CREATE OR REPLACE TRUSTED LANGUAGE b HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;

CREATE OR REPLACE LANGUAGE d HANDLER public.handler;

CREATE OR REPLACE LANGUAGE e HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;

COMMIT;

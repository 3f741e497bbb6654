SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE FUNCTION public.refuse()
RETURNS event_trigger
LANGUAGE plpgsql
AS $function$ BEGIN RAISE EXCEPTION '% is refused', tg_tag; END $function$;

CREATE TABLE public.b (
    id integer
);

ALTER TABLE public.a ALTER COLUMN id TYPE bigint;

CREATE EVENT TRIGGER guard ON ddl_command_start EXECUTE FUNCTION public.refuse();

COMMENT ON EVENT TRIGGER guard IS 'nothing changes any more';

COMMIT;

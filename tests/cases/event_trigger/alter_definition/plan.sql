SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP EVENT TRIGGER event;

DROP EVENT TRIGGER function;

DROP EVENT TRIGGER tags;

CREATE EVENT TRIGGER event ON ddl_command_start EXECUTE FUNCTION public.note();

COMMENT ON EVENT TRIGGER event IS 'stays';

ALTER EVENT TRIGGER event ENABLE ALWAYS;

CREATE EVENT TRIGGER function ON sql_drop EXECUTE FUNCTION public.refuse();

CREATE EVENT TRIGGER tags ON ddl_command_end WHEN TAG IN ('CREATE COLLATION', 'CREATE CAST') EXECUTE FUNCTION public.refuse();

COMMIT;

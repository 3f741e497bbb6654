CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is refused', tg_tag; END $$;

CREATE EVENT TRIGGER t ON ddl_command_end WHEN TAG IN ('CREATE CAST') EXECUTE FUNCTION refuse();
COMMENT ON EVENT TRIGGER t IS 'before';

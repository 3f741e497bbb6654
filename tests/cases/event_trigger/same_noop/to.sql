CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is refused', tg_tag; END $$;

CREATE EVENT TRIGGER t ON ddl_command_end WHEN tag IN ('create cast') EXECUTE PROCEDURE refuse();
ALTER EVENT TRIGGER t DISABLE;

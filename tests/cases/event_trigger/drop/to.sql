CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is refused', tg_tag; END $$;

CREATE EVENT TRIGGER other ON sql_drop WHEN TAG IN ('DROP COLLATION') EXECUTE FUNCTION refuse();
CREATE TABLE b (id integer);

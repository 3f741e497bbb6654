CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is refused', tg_tag; END $$;
CREATE EVENT TRIGGER guard ON ddl_command_start EXECUTE FUNCTION refuse();
COMMENT ON EVENT TRIGGER guard IS 'nothing changes any more';
CREATE TABLE a (id bigint);
CREATE TABLE b (id integer);

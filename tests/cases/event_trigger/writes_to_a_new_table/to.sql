CREATE TABLE a (id integer);
CREATE TABLE journal (tag text NOT NULL);
CREATE FUNCTION write_down() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.journal VALUES (tg_tag); END $$;
CREATE EVENT TRIGGER write_down ON ddl_command_end EXECUTE FUNCTION write_down();

CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$;
CREATE TABLE t (a integer DEFAULT f(1));
CREATE VIEW v AS SELECT f(a) AS f FROM t;

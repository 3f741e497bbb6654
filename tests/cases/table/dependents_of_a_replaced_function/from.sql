CREATE FUNCTION number(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE FUNCTION text_of(integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE TABLE t (id integer, a integer DEFAULT number(1), b integer GENERATED ALWAYS AS (number(id)) STORED, c text DEFAULT text_of(3), CHECK (number(id) > 0));
COMMENT ON COLUMN t.b IS 'comes back';
COMMENT ON COLUMN t.a IS 'stays';
CREATE INDEX t_number ON t (number(id));
CREATE INDEX t_b ON t (b);
CREATE VIEW v AS SELECT b FROM t;

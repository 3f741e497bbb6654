CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy');
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql STABLE COST 7 AS 'SELECT $1 * 1';
CREATE TABLE t (id integer PRIMARY KEY, feels mood DEFAULT 'happy', n integer DEFAULT f(2), more text);
CREATE VIEW v AS SELECT id, feels, more FROM t;
CREATE VIEW w AS SELECT id FROM v WHERE id > 0;
-- @renamed from=m
CREATE MATERIALIZED VIEW summary AS SELECT id, f(id) AS n FROM v;
CREATE INDEX m_n ON summary (n);

CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT $1';
CREATE TABLE t (id integer PRIMARY KEY, feels mood DEFAULT 'sad', n integer DEFAULT f(1));
CREATE VIEW v AS SELECT id, feels FROM t;
CREATE VIEW w AS SELECT id FROM v;
CREATE MATERIALIZED VIEW m AS SELECT id, f(id) AS n FROM v;
CREATE INDEX m_n ON m (n);

CREATE FUNCTION f(x integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t (a integer DEFAULT f(1, 2), b integer GENERATED ALWAYS AS (f(3, 4)) STORED);
CREATE INDEX t_f_idx ON t (f(a, 1));
CREATE FUNCTION named_later(n integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';

CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE FUNCTION thrice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 3';
CREATE TABLE t (
    a integer,
    b integer,
    retyped integer GENERATED ALWAYS AS (twice(a)) STORED,
    kept integer GENERATED ALWAYS AS (thrice(b)) STORED NOT NULL,
    named text GENERATED ALWAYS AS ((twice(a))::text) STORED
);
ALTER TABLE t ALTER COLUMN kept SET STATISTICS 200;
ALTER TABLE t ALTER COLUMN named SET STORAGE EXTERNAL;
CREATE INDEX t_kept ON t (kept);
CREATE VIEW v AS SELECT retyped, kept FROM t;
COMMENT ON COLUMN t.kept IS 'thrice b';

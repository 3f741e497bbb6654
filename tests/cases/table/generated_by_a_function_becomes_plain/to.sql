CREATE FUNCTION twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE t (
    a bigint,
    b integer,
    retyped bigint,
    kept integer DEFAULT 5 NOT NULL,
    named text
);
ALTER TABLE t ALTER COLUMN kept SET STATISTICS 200;
ALTER TABLE t ALTER COLUMN named SET STORAGE EXTERNAL;
CREATE INDEX t_kept ON t (kept);
CREATE VIEW v AS SELECT retyped, kept FROM t;
COMMENT ON COLUMN t.kept IS 'thrice b';

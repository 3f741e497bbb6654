CREATE SCHEMA new;
COMMENT ON SCHEMA new IS 'made before something moves in';
-- @renamed from=old.t
CREATE TABLE new.u (id integer PRIMARY KEY, a text);
CREATE INDEX t_a ON new.u (a);
-- @renamed from=old.v
CREATE VIEW new.v AS SELECT a FROM new.u;

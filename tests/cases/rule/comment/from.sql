CREATE TABLE t (a integer, b text);
CREATE TABLE log (a integer, b text);
CREATE VIEW v AS SELECT a, b FROM t;

CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
COMMENT ON RULE r ON t IS 'before';

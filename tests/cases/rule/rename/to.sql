CREATE TABLE t (a integer, b text);
CREATE TABLE log (a integer, b text);
CREATE VIEW v AS SELECT a, b FROM t;

CREATE RULE "New" AS ON DELETE TO t DO INSTEAD NOTHING;
COMMENT ON RULE "New" ON t IS 'goes along';
-- @renamed from=asked
CREATE RULE answered AS ON DELETE TO v DO INSTEAD DELETE FROM t WHERE t.a = OLD.a;

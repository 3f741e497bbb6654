CREATE TABLE t (a integer, b text);
CREATE TABLE log (a integer, b text);
CREATE VIEW v AS SELECT a, b FROM t;

CREATE TABLE other (a integer);
CREATE RULE gone_with_its_table AS ON DELETE TO other DO INSTEAD NOTHING;
CREATE RULE nothing AS ON DELETE TO t DO INSTEAD NOTHING;
CREATE RULE v_delete AS ON DELETE TO v DO INSTEAD DELETE FROM t WHERE t.a = OLD.a;
COMMENT ON RULE v_delete ON v IS 'passed on';

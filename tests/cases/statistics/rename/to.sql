CREATE TABLE t (a integer, b integer, c text);
CREATE SCHEMA stats;

CREATE STATISTICS new ON a, b FROM t;
COMMENT ON STATISTICS new IS 'goes along';
-- @renamed from=public.asked
CREATE STATISTICS stats.answered ON a, c FROM t;

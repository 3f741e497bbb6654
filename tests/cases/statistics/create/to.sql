CREATE TABLE t (a integer, b integer, c text);
CREATE SCHEMA stats;

CREATE STATISTICS every ON a, b FROM t;
CREATE STATISTICS stats."Some" (mcv, ndistinct) ON b, a, (a + b), lower(c) FROM t;
CREATE STATISTICS dependent (dependencies) ON a, b, c FROM t;
CREATE STATISTICS expression ON (CASE WHEN a > 0 THEN b END) FROM t;
ALTER STATISTICS every SET STATISTICS 1000;
COMMENT ON STATISTICS every IS 'they go together';
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a, 2 AS b;
CREATE STATISTICS of_view ON a, b FROM m;

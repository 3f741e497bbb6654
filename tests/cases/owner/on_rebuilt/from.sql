CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT x.a FROM t x, t y;
ALTER VIEW v OWNER TO alice;
GRANT SELECT ON v TO reader;
GRANT UPDATE (a) ON v TO reader;

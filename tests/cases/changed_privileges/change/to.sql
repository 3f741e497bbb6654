CREATE EXTENSION pg_stat_statements;
GRANT SELECT ON pg_stat_statements TO lender;
REVOKE SELECT ON pg_stat_statements FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO reader;

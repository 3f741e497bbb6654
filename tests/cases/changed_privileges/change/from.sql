CREATE EXTENSION pg_stat_statements;
GRANT SELECT ON pg_stat_statements TO lender WITH GRANT OPTION;
SET ROLE lender;
GRANT SELECT ON pg_stat_statements TO reader;
RESET ROLE;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;

CREATE EXTENSION pg_stat_statements VERSION '1.7';
REVOKE SELECT ON pg_stat_statements FROM PUBLIC;
GRANT SELECT ON pg_stat_statements TO reader;
GRANT SELECT (query) ON pg_stat_statements TO lender;
GRANT EXECUTE ON FUNCTION pg_stat_statements(boolean) TO reader WITH GRANT OPTION;

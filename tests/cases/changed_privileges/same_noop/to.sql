CREATE EXTENSION pg_stat_statements;
GRANT SELECT ON pg_stat_statements TO lender;
GRANT SELECT ON pg_stat_statements TO reader;
REVOKE SELECT ON pg_stat_statements FROM lender;
GRANT SELECT (query) ON pg_stat_statements TO lender;
REVOKE ALL ON LANGUAGE plpgsql FROM PUBLIC;

CREATE EXTENSION pg_stat_statements;
GRANT SELECT ON pg_stat_statements TO reader;
GRANT SELECT (query) ON pg_stat_statements TO lender;
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;

CREATE EXTENSION pg_stat_statements;
REVOKE SELECT ON pg_stat_statements FROM PUBLIC;
GRANT SELECT ON pg_stat_statements TO lender WITH GRANT OPTION;
GRANT SELECT (query) ON pg_stat_statements TO reader;
SET ROLE lender;
GRANT SELECT (calls) ON pg_stat_statements TO reader;
RESET ROLE;

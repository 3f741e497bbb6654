CREATE EXTENSION pg_stat_statements;
GRANT SELECT (query, calls), UPDATE (query) ON pg_stat_statements TO reader;

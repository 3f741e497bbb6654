CREATE EXTENSION pg_stat_statements;
GRANT SELECT ON pg_stat_statements TO reader;

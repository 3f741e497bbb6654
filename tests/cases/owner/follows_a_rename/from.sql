CREATE TABLE old_name (id integer, a integer);
ALTER TABLE old_name OWNER TO alice;
GRANT SELECT ON old_name TO reader;
GRANT UPDATE (a) ON old_name TO reader;

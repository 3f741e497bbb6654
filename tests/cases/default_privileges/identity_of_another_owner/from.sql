-- The sequence of a column that is added is made as the table's owner, by whose default privileges it is born.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO writer;
ALTER DEFAULT PRIVILEGES FOR ROLE lender IN SCHEMA public GRANT SELECT ON SEQUENCES TO reader;
ALTER DEFAULT PRIVILEGES FOR ROLE lender REVOKE UPDATE ON SEQUENCES FROM lender;
CREATE TABLE of_writer (a integer NOT NULL, kept integer);
ALTER TABLE of_writer OWNER TO writer;
CREATE TABLE of_lender (a integer NOT NULL, kept integer);
ALTER TABLE of_lender OWNER TO lender;
CREATE TABLE handed_over (kept integer);
CREATE TABLE handed_on (kept integer);
ALTER TABLE handed_on OWNER TO lender;
CREATE TABLE handed_back (kept integer);
ALTER TABLE handed_back OWNER TO lender;

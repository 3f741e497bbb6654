CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER plain FOREIGN DATA WRAPPER files;
CREATE SERVER "Big One" TYPE 'oracle' VERSION '19.3 ''x''' FOREIGN DATA WRAPPER files OPTIONS (host 'db.example.org', "Port" '1521', url 'https://u:p@h/', open :'server_open');
COMMENT ON SERVER plain IS 'a server';
GRANT USAGE ON FOREIGN SERVER plain TO reader;
GRANT USAGE ON FOREIGN SERVER "Big One" TO PUBLIC;
ALTER SERVER plain OWNER TO keeper;
GRANT USAGE ON FOREIGN DATA WRAPPER files TO keeper;

CREATE FOREIGN DATA WRAPPER files OPTIONS (kept '1', changed 'b', come 'y', open :'wrapper_open', url 'https://u:p@h/');
CREATE FOREIGN DATA WRAPPER checked;
CREATE FOREIGN DATA WRAPPER unchecked VALIDATOR postgresql_fdw_validator;
CREATE SERVER s FOREIGN DATA WRAPPER files;
COMMENT ON FOREIGN DATA WRAPPER files IS 'new';
GRANT USAGE ON FOREIGN DATA WRAPPER checked TO reader;

CREATE FOREIGN DATA WRAPPER files OPTIONS (host '1', port '2');
CREATE FOREIGN DATA WRAPPER checked VALIDATOR postgresql_fdw_validator;
COMMENT ON FOREIGN DATA WRAPPER files IS 'a wrapper';

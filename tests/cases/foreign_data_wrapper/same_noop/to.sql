CREATE FOREIGN DATA WRAPPER files OPTIONS (port '2', host '1');
CREATE FOREIGN DATA WRAPPER checked VALIDATOR postgresql_fdw_validator;
COMMENT ON FOREIGN DATA WRAPPER files IS 'a wrapper';

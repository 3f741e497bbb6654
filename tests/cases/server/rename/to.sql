CREATE FOREIGN DATA WRAPPER files;
-- @renamed from=old_name
CREATE SERVER new_name FOREIGN DATA WRAPPER files OPTIONS (host 'other');
CREATE USER MAPPING FOR reader SERVER new_name OPTIONS ("user" 'u', password :'pw');
CREATE FOREIGN TABLE t (id integer) SERVER new_name;

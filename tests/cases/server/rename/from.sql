CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER old_name FOREIGN DATA WRAPPER files OPTIONS (host 'h');
CREATE USER MAPPING FOR reader SERVER old_name OPTIONS ("user" 'u', password :'pw');
CREATE FOREIGN TABLE t (id integer) SERVER old_name;

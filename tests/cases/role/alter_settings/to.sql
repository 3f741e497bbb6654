CREATE ROLE a LOGIN;
ALTER ROLE a SET statement_timeout = '6s';
ALTER ROLE a SET search_path = s, public;
ALTER ROLE a SET app.tenant = 'x y';
CREATE SCHEMA s;

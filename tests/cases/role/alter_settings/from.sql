CREATE ROLE a LOGIN;
ALTER ROLE a SET statement_timeout = '5s';
ALTER ROLE a SET work_mem = '8MB';
ALTER ROLE a SET app.tenant = 'x y';

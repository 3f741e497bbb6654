ALTER DATABASE app SET work_mem = '64MB';
ALTER DATABASE app SET search_path TO app, public;
ALTER DATABASE app SET default_transaction_read_only TO on;
ALTER ROLE reader IN DATABASE app SET statement_timeout TO 5000;
ALTER ROLE reader IN DATABASE app SET app.kept TO 'yes';
CREATE TABLE t (id integer);

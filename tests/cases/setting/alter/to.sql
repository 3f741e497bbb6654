ALTER DATABASE app SET work_mem = '32MB';
ALTER DATABASE app SET search_path TO '';
ALTER DATABASE app SET default_transaction_read_only TO off;
ALTER ROLE reader IN DATABASE app SET statement_timeout TO '7s';
ALTER ROLE reader IN DATABASE app SET app.kept TO 'yes';
CREATE TABLE t (id integer, note text);

CREATE TABLE t (id integer);
ALTER DATABASE app SET work_mem = '64MB';
ALTER DATABASE app SET search_path TO app, "$user", public;
ALTER DATABASE "app" SET "TimeZone" TO 'Europe/Berlin';
ALTER DATABASE app SET app.rate TO '5%';
ALTER DATABASE app SET app.path TO E'C:\\"it''s"\n$database$';
ALTER ROLE reader IN DATABASE app SET statement_timeout TO 5000;
ALTER ROLE "Odd ""one""" IN DATABASE app SET default_transaction_read_only TO on;
ALTER ROLE ALL IN DATABASE app SET lock_timeout TO '1s';

ALTER DATABASE app SET work_mem = '64MB';
ALTER DATABASE app SET default_tablespace TO archive;
ALTER DATABASE app SET role TO reader;
ALTER ROLE reader IN DATABASE app SET search_path TO app, "Odd ""one""";

ALTER DATABASE app SET work_mem = '64MB';
ALTER ROLE reader IN DATABASE other SET work_mem = '32MB';

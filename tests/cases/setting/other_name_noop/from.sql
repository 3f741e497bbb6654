ALTER DATABASE app SET work_mem = '64MB';
ALTER DATABASE app SET maintenance_work_mem = '64MB';

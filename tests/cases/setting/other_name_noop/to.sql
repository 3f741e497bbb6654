DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET maintenance_work_mem TO ''64MB''', current_database()); END$$;
ALTER DATABASE "Another one" SET work_mem TO 65536;
ALTER DATABASE "Another one" SET work_mem TO '64MB';

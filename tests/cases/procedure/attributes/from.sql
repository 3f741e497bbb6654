CREATE PROCEDURE p(a integer) LANGUAGE sql SET work_mem = '1MB' AS 'SELECT 1';

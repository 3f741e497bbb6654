CREATE TYPE humour AS ENUM ('a', 'b');
CREATE TABLE t (m humour DEFAULT 'a');
CREATE FUNCTION f(humour) RETURNS integer LANGUAGE sql AS 'SELECT 1';

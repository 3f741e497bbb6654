CREATE FUNCTION next_number(step integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT step';
CREATE TABLE t (a integer DEFAULT next_number());

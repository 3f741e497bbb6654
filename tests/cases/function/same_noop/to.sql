CREATE OR REPLACE FUNCTION f(a integer, b character varying(10) = 'x'::character varying) RETURNS numeric LANGUAGE "sql" AS $body$SELECT 1.0$body$;

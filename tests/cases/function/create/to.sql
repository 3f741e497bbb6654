CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer, name text);
CREATE FUNCTION plain() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION every_attribute(a integer, b text DEFAULT 'it''s', VARIADIC c mood[] DEFAULT '{}') RETURNS SETOF people
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL RESTRICTED COST 5 ROWS 20
    SET search_path TO public, "$user" SET work_mem = '8MB' SET "TimeZone" TO 'UTC'
    AS $$ BEGIN RETURN QUERY SELECT * FROM public.people; END $$;
CREATE FUNCTION outs(IN a integer, OUT b text, INOUT c numeric(10,2)) LANGUAGE sql AS $$ SELECT 'x'::text, c $$;
CREATE FUNCTION rows_of(prefix text) RETURNS TABLE (id integer, "Name" text) LANGUAGE sql AS $$ SELECT id, name FROM public.people $$;
CREATE FUNCTION standard(a integer, b integer) RETURNS integer IMMUTABLE RETURN a + b;
CREATE FUNCTION atomic() RETURNS bigint BEGIN ATOMIC SELECT 1; SELECT count(*) FROM people; END;
CREATE FUNCTION any_first(anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1[1]';
CREATE FUNCTION on_change() RETURNS trigger LANGUAGE plpgsql AS $function$ BEGIN RETURN NEW; END $function$;
CREATE FUNCTION quoting() RETURNS text LANGUAGE sql AS $x$ SELECT '$function$ $functionx$ \n'::text $x$;

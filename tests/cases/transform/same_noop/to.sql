CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
CREATE TRANSFORM FOR bigint LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE TRANSFORM FOR smallint LANGUAGE plpgsql (TO SQL WITH FUNCTION int2recv(internal));
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'for the test';
CREATE FUNCTION f(bigint) RETURNS bigint TRANSFORM FOR TYPE bigint LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$;

CREATE TYPE stats AS (n bigint, mean numeric);
CREATE FUNCTION stats() RETURNS SETOF stats LANGUAGE plpgsql AS $$ BEGIN RETURN NEXT ROW(1, 2)::public.stats; END $$;

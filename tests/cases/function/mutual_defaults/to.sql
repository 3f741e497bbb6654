CREATE FUNCTION a(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN public.b(n - 1); END $$;
CREATE FUNCTION b(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN public.a(n - 1); END $$;

CREATE TABLE log (line text);
CREATE PROCEDURE plain() LANGUAGE sql AS 'INSERT INTO public.log VALUES (1)';
CREATE PROCEDURE outs(IN a integer, INOUT b text, OUT c integer) LANGUAGE plpgsql AS $$ BEGIN c := a; END $$;
CREATE PROCEDURE variadic_one(a integer DEFAULT 3, VARIADIC b text[] DEFAULT '{}') LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN COMMIT; END $$;
CREATE PROCEDURE atomic(line text) BEGIN ATOMIC INSERT INTO log VALUES (line); END;
COMMENT ON PROCEDURE outs(integer, text) IS 'with results';

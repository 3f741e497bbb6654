CREATE SCHEMA "S";
CREATE PROCEDURE "S"."P"("In" integer, OUT "Out" "char") LANGUAGE sql AS $$ SELECT 'x'::"char" $$;
COMMENT ON PROCEDURE "S"."P"(IN integer) IS 'p';

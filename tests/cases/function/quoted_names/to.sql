CREATE SCHEMA "S";
CREATE TYPE "S"."T(x" AS ENUM ('a');
CREATE FUNCTION "S"."F"("A b" integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + 1';
CREATE FUNCTION "S"."F"("order" "S"."T(x"[], "Group" text DEFAULT '","') RETURNS "S"."T(x" LANGUAGE sql AS 'SELECT $1[1]';
COMMENT ON FUNCTION "S"."F"("S"."T(x"[], text) IS 'x';

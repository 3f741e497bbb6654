CREATE SCHEMA "S";
CREATE SEQUENCE "S"."Numbers For ""All""";
CREATE TABLE "S"."T" ("Id" bigint DEFAULT nextval('"S"."Numbers For ""All"""'));
ALTER SEQUENCE "S"."Numbers For ""All""" OWNED BY "S"."T"."Id";
COMMENT ON SEQUENCE "S"."Numbers For ""All""" IS 'mine';

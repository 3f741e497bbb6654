CREATE SCHEMA "S";
CREATE TABLE "S"."T" ("Id" integer, "select" text);
CREATE VIEW "S"."V" AS SELECT "Id", "select" AS "Sel;ect" FROM "S"."T" WHERE "select" <> 'a;b';
COMMENT ON COLUMN "S"."V"."Sel;ect" IS 'odd';

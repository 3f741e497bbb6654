CREATE SCHEMA "S";
CREATE TABLE "S"."T" ("Id" integer, "select" text);
CREATE VIEW "S"."V" AS SELECT "Id" FROM "S"."T";

CREATE SCHEMA "S";
CREATE TABLE "S"."T" ("Id" integer, "WHEN (" text);

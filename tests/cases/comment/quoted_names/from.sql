CREATE SCHEMA "S";
CREATE TABLE "S"."T" ("a.b" integer, "c""d" integer CONSTRAINT "K" CHECK ("c""d" > 0));

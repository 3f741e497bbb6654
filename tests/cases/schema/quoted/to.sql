CREATE SCHEMA "My ""odd"" schema";
CREATE TABLE "My ""odd"" schema"."Täble" ("a b" int, "select" text);

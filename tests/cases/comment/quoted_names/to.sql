CREATE SCHEMA "S";
CREATE TABLE "S"."T" ("a.b" integer, "c""d" integer CONSTRAINT "K" CHECK ("c""d" > 0));
COMMENT ON SCHEMA "S" IS 'S';
COMMENT ON TABLE "S"."T" IS 'T';
COMMENT ON COLUMN "S"."T"."a.b" IS 'dot';
COMMENT ON COLUMN "S"."T"."c""d" IS 'quote';
COMMENT ON CONSTRAINT "K" ON "S"."T" IS 'K';

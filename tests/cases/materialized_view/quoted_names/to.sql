CREATE SCHEMA "S";
CREATE MATERIALIZED VIEW "S"."V" AS SELECT 1 AS "One", 'x'::text AS "order";
CREATE INDEX "V Index" ON "S"."V" ("One", "order");
COMMENT ON COLUMN "S"."V"."order" IS 'x';

CREATE TABLE "a""b" ("per%cent" int PRIMARY KEY, "back\slash" text DEFAULT 'it''s \ %s $$', "new
line" int, "größe" int, "x123456789012345678901234567890123456789012345678901234567890ab" int);
CREATE INDEX "odd $$ index" ON "a""b" ("new
line");
COMMENT ON COLUMN "a""b"."new
line" IS 'two
lines -- @lossy no';

CREATE SCHEMA "My Schema";
CREATE TYPE "My Schema"."Mood" AS ENUM ('Sad', 'it''s', 'back\slash');
CREATE TABLE "My Schema"."People" ("Id" integer, "Mood" "My Schema"."Mood" DEFAULT 'it''s');

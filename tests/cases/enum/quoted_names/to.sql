CREATE SCHEMA "My Schema";
CREATE TYPE "My Schema"."Mood" AS ENUM ('back\slash', 'it''s', 'Sad', 'a,b', '{}', '');
CREATE TABLE "My Schema"."People" ("Id" integer, "Mood" "My Schema"."Mood" DEFAULT 'it''s');

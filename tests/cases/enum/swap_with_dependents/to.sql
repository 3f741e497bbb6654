CREATE TYPE level AS ENUM ('low', 'high');
CREATE DOMAIN risk AS level CHECK (VALUE <> 'low');
CREATE TYPE reading AS (at timestamp, level level);
CREATE FUNCTION is_high(l level) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT l = 'high'::public.level $$;
CREATE TABLE sensors (id integer, level level DEFAULT 'low', CONSTRAINT high_only CHECK (is_high(level)));
CREATE VIEW high_sensors AS SELECT id FROM sensors WHERE is_high(level);

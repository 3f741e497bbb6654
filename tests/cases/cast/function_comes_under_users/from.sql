CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE FUNCTION first_mood(text) RETURNS mood LANGUAGE sql IMMUTABLE AS $$SELECT CASE WHEN $1 = '' THEN 'happy' ELSE 'sad' END::public.mood$$;
CREATE TABLE t (name text);
CREATE VIEW v AS SELECT name::mood AS feeling FROM t;

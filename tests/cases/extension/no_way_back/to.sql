CREATE EXTENSION pg_trgm VERSION '1.6';
CREATE TABLE groups (id integer PRIMARY KEY, name text NOT NULL);
CREATE INDEX groups_name_idx ON groups USING gin (name gin_trgm_ops);
CREATE FUNCTION alike(a text, b text) RETURNS boolean LANGUAGE sql RETURN similarity(a, b) > 0.5;
COMMENT ON EXTENSION pg_trgm IS 'trigrams';

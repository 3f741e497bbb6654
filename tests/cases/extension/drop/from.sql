CREATE SCHEMA extensions;
CREATE EXTENSION pg_trgm WITH SCHEMA extensions;
CREATE TABLE groups (name text);
CREATE INDEX groups_name_idx ON groups USING gin (name extensions.gin_trgm_ops);

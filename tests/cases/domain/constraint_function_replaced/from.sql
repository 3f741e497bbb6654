CREATE FUNCTION is_slug(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT value ~ '^[a-z]+$' $$;
CREATE DOMAIN slug AS text CONSTRAINT is_slug CHECK (is_slug(VALUE));
CREATE TABLE groups (slug slug);

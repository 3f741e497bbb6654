CREATE SCHEMA trees;
CREATE EXTENSION ltree WITH SCHEMA trees;
CREATE FUNCTION cmp(trees.ltree, text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT pg_catalog.bttextcmp($1::text, $2)$$;

CREATE SCHEMA trees;
CREATE EXTENSION ltree WITH SCHEMA trees;
CREATE FUNCTION cmp(trees.ltree, text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT pg_catalog.bttextcmp($1::text, $2)$$;

ALTER OPERATOR FAMILY trees.ltree_ops USING btree ADD FUNCTION 1 (trees.ltree, text) cmp(trees.ltree, text);

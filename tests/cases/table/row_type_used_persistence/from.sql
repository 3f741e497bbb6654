CREATE TABLE held (a integer, b text);
CREATE TABLE holds (id integer PRIMARY KEY, value held UNIQUE, list held[]);
CREATE FUNCTION label(held) RETURNS text LANGUAGE sql AS $$SELECT $1.b$$;

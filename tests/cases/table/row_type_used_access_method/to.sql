-- A table of whose row type another table has a column is written anew; so is that one, whose row type a third table has.
CREATE ACCESS METHOD other_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE inner_rows (a integer, b text) USING other_heap;
CREATE TABLE middle_rows (id integer, value inner_rows NOT NULL DEFAULT ROW(1, 'x')::inner_rows, list inner_rows[], CHECK ((value).a > 0));
CREATE INDEX middle_rows_a ON middle_rows (((value).a));
CREATE TABLE outer_rows (id integer PRIMARY KEY, value middle_rows);
CREATE VIEW values_of_middle AS SELECT id, (value).a FROM middle_rows;
COMMENT ON COLUMN middle_rows.value IS 'kept';
CREATE FUNCTION label(inner_rows) RETURNS text LANGUAGE sql AS $$SELECT $1.b$$;

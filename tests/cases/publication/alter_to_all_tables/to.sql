CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE PUBLICATION p FOR ALL TABLES WITH (publish = 'insert'); COMMENT ON PUBLICATION p IS 'stays';

CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
-- @renamed from=p
CREATE PUBLICATION q FOR TABLE t WITH (publish = 'insert');
COMMENT ON PUBLICATION q IS 'said';

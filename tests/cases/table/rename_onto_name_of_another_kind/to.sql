-- @renamed from=old
CREATE TABLE wanted (id integer, a integer, b integer);
CREATE VIEW old AS SELECT id FROM wanted;
-- @renamed from=other
CREATE TABLE held (id integer);
CREATE INDEX other ON held (id);

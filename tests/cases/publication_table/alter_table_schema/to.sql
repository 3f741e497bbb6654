CREATE SCHEMA s;
-- @renamed from=public.t
CREATE TABLE s.t (a integer PRIMARY KEY, b text, c integer);
CREATE PUBLICATION p FOR TABLE s.t;

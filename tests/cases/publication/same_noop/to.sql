CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE PUBLICATION p;
ALTER PUBLICATION p ADD TABLE ONLY public.t;
ALTER PUBLICATION p SET (publish = 'update, insert', publish_via_partition_root = false);

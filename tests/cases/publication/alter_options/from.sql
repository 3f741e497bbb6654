CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);

CREATE PUBLICATION p FOR TABLE t;
CREATE PUBLICATION q FOR ALL TABLES WITH (publish = 'insert', publish_via_partition_root = true);

CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);

CREATE PUBLICATION all_of_it FOR ALL TABLES;
CREATE PUBLICATION "News Feed" FOR TABLE t WITH (publish = 'insert, delete', publish_via_partition_root);
CREATE PUBLICATION nothing_yet WITH (publish = '');

-- The partition's new index has the name that PostgreSQL would choose, and still does not come by itself.
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE INDEX p_a_idx ON ONLY p (a);
CREATE INDEX p1_a_idx ON p1 (a);
ALTER INDEX p_a_idx ATTACH PARTITION p1_a_idx;

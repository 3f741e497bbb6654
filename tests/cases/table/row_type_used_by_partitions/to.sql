CREATE UNLOGGED TABLE held (a integer, b text);
CREATE TABLE holds (id integer, value held DEFAULT ROW(1, 'x')::held) PARTITION BY RANGE (id);
CREATE TABLE holds_1 PARTITION OF holds FOR VALUES FROM (0) TO (10);
CREATE TABLE holds_2 PARTITION OF holds FOR VALUES FROM (10) TO (20);
CREATE INDEX holds_2_value ON holds_2 (((value).a));
ALTER TABLE holds_1 ALTER COLUMN value SET DEFAULT ROW(2, 'y')::held;

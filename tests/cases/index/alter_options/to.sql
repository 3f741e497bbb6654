CREATE TABLE t (id int, a text, b int, j jsonb, c text COLLATE "C");
CREATE INDEX t_a ON t (a) WITH (deduplicate_items = off);
CREATE INDEX t_e ON t ((b + 1));
ALTER INDEX t_e ALTER COLUMN 1 SET STATISTICS 100;

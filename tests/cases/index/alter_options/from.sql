CREATE TABLE t (id int, a text, b int, j jsonb, c text COLLATE "C");
CREATE INDEX t_a ON t (a) WITH (fillfactor = 70);
CREATE INDEX t_e ON t ((b + 1));

CREATE TABLE t (id int, a text, b int, j jsonb, c text COLLATE "C");
CREATE TABLE u (a text);
CREATE INDEX i ON t (a);

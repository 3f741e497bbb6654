CREATE TABLE t (id int, a text, b int, j jsonb, c text COLLATE "C");
CREATE INDEX i ON t (b) WHERE b > 0;

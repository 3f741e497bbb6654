CREATE TABLE t (id int, a text, b int, j jsonb, c text COLLATE "C");
CREATE UNIQUE INDEX t_i ON t (a, b);
COMMENT ON INDEX t_i IS 'kept';

CREATE TABLE t (id int, a text, b int, j jsonb, c text COLLATE "C");
create index I on public.T using btree (b asc nulls last) where (b > 0);

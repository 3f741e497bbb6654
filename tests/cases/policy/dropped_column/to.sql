CREATE TABLE docs (id integer, rank integer);
CREATE POLICY p ON docs USING (id > 0);
CREATE POLICY r ON docs USING (rank > 0);

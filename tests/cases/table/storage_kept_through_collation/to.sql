CREATE TABLE t (a text COLLATE "C", b integer, c text);
ALTER TABLE t ALTER a SET STORAGE MAIN;

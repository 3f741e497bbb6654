CREATE TYPE mood AS ENUM ('b', 'a');
CREATE TABLE t (a text COMPRESSION lz4 COLLATE "C", b text COLLATE "C", c text COMPRESSION pglz COLLATE "C", d mood[] COMPRESSION lz4);

CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t (a text COMPRESSION lz4, b text COMPRESSION lz4, c text COMPRESSION pglz, d mood[] COMPRESSION lz4);

CREATE TABLE t (a integer, b integer, c integer, d integer GENERATED ALWAYS AS (b + 1) STORED);

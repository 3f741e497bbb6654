CREATE TABLE t (a integer PRIMARY KEY, b text,
    d integer -- @renamed from=c
);
CREATE PUBLICATION p FOR TABLE t (a, d) WHERE (d > 1 AND a > 1);

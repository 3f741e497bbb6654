CREATE TABLE t (
    c integer NOT NULL,  -- @renamed from=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_a
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_b bigint NOT NULL
);
CREATE TABLE swapped (a integer CONSTRAINT two NOT NULL, b bigint CONSTRAINT one NOT NULL);
CREATE TABLE below () INHERITS (swapped);
CREATE TABLE turned (a integer CONSTRAINT two NOT NULL, b bigint CONSTRAINT three NOT NULL, c bigint CONSTRAINT one NOT NULL);
CREATE TABLE parent (a integer CONSTRAINT two NOT NULL);
CREATE TABLE child (b integer CONSTRAINT three NOT NULL) INHERITS (parent);
CREATE TABLE other_child (b integer CONSTRAINT one NOT NULL) INHERITS (parent);
CREATE TABLE with_check (a integer CONSTRAINT two NOT NULL, b integer, CONSTRAINT one CHECK (b > 1), c integer CONSTRAINT three NOT NULL);

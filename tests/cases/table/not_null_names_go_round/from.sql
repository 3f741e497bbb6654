-- Names that PostgreSQL chose and cut short: those of the first two columns are t_xxx…_not_null and t_xxx…_not_null1.
CREATE TABLE t (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_a integer NOT NULL, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_b bigint NOT NULL);
CREATE TABLE swapped (a integer CONSTRAINT one NOT NULL, b bigint CONSTRAINT two NOT NULL);
CREATE TABLE below () INHERITS (swapped);
CREATE TABLE turned (a integer CONSTRAINT one NOT NULL, b bigint CONSTRAINT two NOT NULL, c bigint CONSTRAINT three NOT NULL);
CREATE TABLE parent (a integer CONSTRAINT one NOT NULL);
CREATE TABLE child (b integer CONSTRAINT two NOT NULL) INHERITS (parent);
CREATE TABLE other_child (b integer CONSTRAINT two NOT NULL) INHERITS (parent);
CREATE TABLE with_check (a integer CONSTRAINT one NOT NULL, b integer, CONSTRAINT two CHECK (b > 0), c integer, CONSTRAINT three CHECK (c > 0));

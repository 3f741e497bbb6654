CREATE TABLE a (n integer);
CREATE TABLE a_before () INHERITS (a);
ALTER TABLE a ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
CREATE TABLE b (n integer);
CREATE TABLE b_child () INHERITS (b);

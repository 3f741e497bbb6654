CREATE SCHEMA old;
CREATE SCHEMA new;
-- @renamed from=old.t
CREATE TABLE new.t (id integer CONSTRAINT key2 PRIMARY KEY, n integer);
CREATE SEQUENCE new.t_id_seq1 AS integer OWNED BY new.t.id;
ALTER TABLE new.t ALTER COLUMN id SET DEFAULT nextval('new.t_id_seq1');
CREATE INDEX sorted2 ON new.t (n);
CREATE TABLE new.other (id integer CONSTRAINT key PRIMARY KEY, n integer);
CREATE INDEX sorted ON new.other (n);
CREATE SEQUENCE new.t_id_seq;
-- @renamed from=old.m
CREATE MATERIALIZED VIEW new.m AS SELECT 1 AS one;
CREATE INDEX of_m2 ON new.m (one DESC);
CREATE INDEX of_m ON new.other (n, id);
-- @renamed from=old.v
CREATE VIEW new.w AS SELECT 1 AS one;
CREATE VIEW new.v AS SELECT 2 AS two;

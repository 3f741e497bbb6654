CREATE SCHEMA app;
CREATE TABLE t (a integer);

CREATE SCHEMA x;
CREATE SCHEMA y;
CREATE TABLE x.t (a integer, b integer);
CREATE TABLE y.t (a integer, b integer);
CREATE STATISTICS s ON a, b FROM y.t;

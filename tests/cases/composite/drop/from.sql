CREATE TYPE point3 AS (x integer, y integer);
CREATE TYPE line AS (a point3, b point3);
CREATE TABLE places (id integer, line line);

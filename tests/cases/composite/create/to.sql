CREATE TYPE point3 AS (x double precision, y double precision, z double precision);
CREATE TYPE label AS (text character varying(20) COLLATE "C", at point3, tags text[]);
CREATE TYPE nothing AS ();
CREATE TABLE places (id integer, label label);

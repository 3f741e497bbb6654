-- PostgreSQL itself makes such a foreign key again when a column of it changes its type, and fails: "could not find cast".
CREATE DOMAIN numbers AS integer[];
CREATE DOMAIN span AS int4range CHECK (VALUE IS NOT NULL);
CREATE TABLE a (x integer[] PRIMARY KEY);
CREATE TABLE b (x numbers REFERENCES a);
CREATE TABLE c (x numbers PRIMARY KEY);
CREATE TABLE d (x integer[] REFERENCES c ON DELETE CASCADE);
CREATE TABLE e (x int4range PRIMARY KEY);
CREATE TABLE f (x span REFERENCES e);
CREATE DOMAIN word AS text;
CREATE TABLE g (x text PRIMARY KEY);
CREATE TABLE h (x word CONSTRAINT stays REFERENCES g);
CREATE TABLE i (x text[] COLLATE "C" PRIMARY KEY);
CREATE TABLE j (x text[] COLLATE "C" REFERENCES i);

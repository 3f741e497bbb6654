CREATE TABLE parents (id int NOT NULL, name text NOT NULL);
CREATE TABLE children (age int NOT NULL) INHERITS (parents);
CREATE TABLE parted (id int NOT NULL, region text NOT NULL) PARTITION BY LIST (region);
CREATE TABLE parted_here PARTITION OF parted FOR VALUES IN ('here');
CREATE DOMAIN code AS text NOT NULL;
CREATE TABLE coded (id int, code code);
CREATE TABLE "Odd Name" ("Id" int NOT NULL, "a b" text);

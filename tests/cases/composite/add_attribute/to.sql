CREATE TYPE address AS (street text, city text COLLATE "C", zip character(5));
CREATE TABLE people (id integer, home address, others address[]);

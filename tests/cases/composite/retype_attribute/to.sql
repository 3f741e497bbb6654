CREATE TYPE address AS (street text, number bigint);
CREATE TABLE people (id integer, home address);

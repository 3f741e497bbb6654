CREATE TYPE addr AS (street text);
CREATE TABLE people (id integer, home addr);

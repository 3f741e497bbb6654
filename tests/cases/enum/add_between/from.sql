CREATE TYPE mood AS ENUM ('b', 'd');
CREATE TABLE people (id integer, mood mood);

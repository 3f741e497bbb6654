CREATE TYPE mood AS ENUM ('a', 'a2', 'b', 'c', 'c2', 'd', 'e');
CREATE TABLE people (id integer, mood mood);

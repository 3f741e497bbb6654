CREATE TABLE places (id integer);

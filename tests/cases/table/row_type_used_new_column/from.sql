CREATE TABLE held (a integer);
CREATE TABLE holds (id integer PRIMARY KEY, value held);

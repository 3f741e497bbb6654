CREATE TABLE held (a integer, b integer NOT NULL DEFAULT 7);
CREATE TABLE holds (id integer PRIMARY KEY, value held);

CREATE EXTENSION citext VERSION '1.6';
CREATE TABLE users (id integer PRIMARY KEY, email citext);

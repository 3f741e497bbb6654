CREATE TABLE users (id integer, name text, active boolean);

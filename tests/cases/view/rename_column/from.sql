CREATE TABLE users (id integer, name text);
CREATE VIEW names AS SELECT id, name FROM users;
CREATE VIEW over_names AS SELECT name FROM names;

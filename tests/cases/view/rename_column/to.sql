CREATE TABLE users (id integer, name text);
CREATE VIEW names AS SELECT id, name AS title FROM users;
CREATE VIEW over_names AS SELECT title AS name FROM names;

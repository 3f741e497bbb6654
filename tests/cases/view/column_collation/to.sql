CREATE TABLE users (name text);
CREATE VIEW names AS SELECT name COLLATE "C" AS name FROM users;

CREATE TABLE users (name text);
CREATE VIEW names AS SELECT name FROM users;

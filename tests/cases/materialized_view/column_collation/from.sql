CREATE TABLE users (name text);
CREATE MATERIALIZED VIEW names AS SELECT name FROM users;

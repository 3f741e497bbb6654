CREATE TABLE users (id integer, name text, active boolean);
CREATE VIEW names (id, "Full Name") AS SELECT id, name FROM users;
CREATE RECURSIVE VIEW numbers (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 9;
CREATE VIEW active_users WITH (security_barrier = true) AS SELECT * FROM users WHERE active WITH CASCADED CHECK OPTION;
CREATE VIEW no_columns AS SELECT;

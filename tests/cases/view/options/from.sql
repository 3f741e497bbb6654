CREATE TABLE users (id integer, active boolean);
CREATE VIEW a AS SELECT id FROM users;
CREATE VIEW b WITH (security_barrier = true) AS SELECT id FROM users WHERE active WITH LOCAL CHECK OPTION;
CREATE VIEW c WITH (security_invoker = true) AS SELECT id FROM users;

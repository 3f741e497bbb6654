CREATE TABLE users (id integer, active boolean);
CREATE VIEW a WITH (security_invoker = true) AS SELECT id FROM users WITH CASCADED CHECK OPTION;
CREATE VIEW b AS SELECT id FROM users WHERE active;
CREATE VIEW c WITH (security_barrier = false) AS SELECT id FROM users WHERE active;

CREATE TABLE users (id integer, name text, active boolean);
CREATE VIEW a AS SELECT id, name FROM users;
CREATE VIEW b AS SELECT a.id FROM a;
COMMENT ON VIEW a IS 'everyone';
COMMENT ON VIEW b IS 'ids';
COMMENT ON COLUMN b.id IS 'the id';

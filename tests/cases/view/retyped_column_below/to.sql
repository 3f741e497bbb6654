CREATE TABLE users (id integer, name text, score bigint);
CREATE VIEW a AS SELECT id, score FROM users;
CREATE VIEW b AS SELECT a.id, a.score + 1 AS next FROM a;
CREATE VIEW c AS SELECT b.next FROM b JOIN users ON users.id = b.id;
CREATE VIEW untouched AS SELECT id, name FROM users;
COMMENT ON VIEW c IS 'on top';

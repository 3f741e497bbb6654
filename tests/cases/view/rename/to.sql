CREATE TABLE users (id integer);
CREATE VIEW people AS SELECT id FROM users;
CREATE VIEW b AS SELECT id FROM people;

-- @renamed from=people
CREATE TABLE users (id serial PRIMARY KEY, name text UNIQUE CHECK (name <> ''));
CREATE INDEX people_lower ON users (lower(name));
CREATE VIEW v AS SELECT id FROM users;
CREATE TABLE pets (owner int REFERENCES users);

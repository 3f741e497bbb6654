CREATE TABLE people (id serial PRIMARY KEY, name text UNIQUE CHECK (name <> ''));
CREATE INDEX people_lower ON people (lower(name));
CREATE VIEW v AS SELECT id FROM people;
CREATE TABLE pets (owner int REFERENCES people);

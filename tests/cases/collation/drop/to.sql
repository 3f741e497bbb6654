CREATE TABLE people (name text, nick text UNIQUE);

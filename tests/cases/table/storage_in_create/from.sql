CREATE TABLE notes (title text STORAGE EXTERNAL, body text NOT NULL, raw bytea STORAGE PLAIN);

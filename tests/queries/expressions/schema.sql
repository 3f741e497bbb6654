CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE notes (
    id int PRIMARY KEY, title text NOT NULL, body text, score int NOT NULL, at timestamptz NOT NULL, data jsonb NOT NULL, tags text[] NOT NULL, mood mood
);
CREATE FUNCTION shortened(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT left($1, 3)';

CREATE TYPE mood AS ENUM ('happy', 'ok', 'sad');
CREATE TABLE people (id integer, mood mood DEFAULT 'ok', CHECK (mood <> 'sad'));
CREATE VIEW happy_people AS SELECT id, mood FROM people WHERE mood = 'happy';

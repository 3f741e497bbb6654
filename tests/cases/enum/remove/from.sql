CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (id integer, mood mood NOT NULL DEFAULT 'ok', moods mood[]);
CREATE INDEX people_mood_idx ON people (mood);

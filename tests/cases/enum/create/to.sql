CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE empty AS ENUM ();
CREATE TABLE people (id integer, mood mood NOT NULL DEFAULT 'ok', moods mood[]);

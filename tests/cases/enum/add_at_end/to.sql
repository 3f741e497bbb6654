CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'over the moon');
CREATE TABLE people (id integer, mood mood DEFAULT 'happy');

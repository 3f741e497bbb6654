CREATE TYPE mood AS ENUM ('sad', 'ok', 'Very happy');
CREATE TABLE people (id integer, mood mood DEFAULT 'ok');

CREATE TYPE address AS (street text, number text COLLATE "C");

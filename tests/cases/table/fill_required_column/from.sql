CREATE TABLE groups (id uuid PRIMARY KEY, name text NOT NULL);

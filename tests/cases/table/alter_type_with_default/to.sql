CREATE TABLE t (a text DEFAULT 'x' NOT NULL CHECK (a <> ''), b bigint DEFAULT 1, c int DEFAULT 5);

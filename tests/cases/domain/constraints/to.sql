CREATE DOMAIN positive AS integer CONSTRAINT above_zero CHECK (VALUE >= 1) CONSTRAINT even CHECK (VALUE % 2 = 0);
CREATE TABLE counts (n positive);

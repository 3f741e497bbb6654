CREATE DOMAIN positive AS integer CONSTRAINT above_zero CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 100);
CREATE TABLE counts (n positive);

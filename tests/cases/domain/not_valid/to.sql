CREATE DOMAIN positive AS integer;
ALTER DOMAIN positive ADD CONSTRAINT above_zero CHECK (VALUE > 0) NOT VALID;
CREATE DOMAIN negative AS integer CONSTRAINT below_zero CHECK (VALUE < 0);
CREATE TABLE counts (n positive, m negative);

CREATE DOMAIN positive AS integer;
CREATE DOMAIN negative AS integer;
ALTER DOMAIN negative ADD CONSTRAINT below_zero CHECK (VALUE < 0) NOT VALID;
CREATE TABLE counts (n positive, m negative);

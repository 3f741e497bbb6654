CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE users (email mail);

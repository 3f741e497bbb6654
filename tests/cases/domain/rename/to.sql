-- @renamed from=mail
CREATE DOMAIN email AS text CONSTRAINT mail_check CHECK (VALUE LIKE '%@%') NOT NULL;
CREATE TABLE users (email email);

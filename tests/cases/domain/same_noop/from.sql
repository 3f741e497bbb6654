CREATE DOMAIN name AS varchar(20) DEFAULT 'x' CHECK (VALUE <> '') CHECK (VALUE <> ' ');

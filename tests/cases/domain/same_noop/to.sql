CREATE DOMAIN name AS character varying(20) CHECK (VALUE <> '') DEFAULT 'x' CHECK (VALUE <> ' ');

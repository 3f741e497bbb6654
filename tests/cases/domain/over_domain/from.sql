CREATE DOMAIN name AS text CHECK (length(VALUE) > 0);

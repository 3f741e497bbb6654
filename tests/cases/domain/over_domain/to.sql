CREATE DOMAIN name AS text CHECK (length(VALUE) > 0);
CREATE DOMAIN short_name AS public.name CHECK (length(VALUE) < 10);
CREATE TABLE groups (name short_name);

CREATE TABLE tokens (id uuid, secret bytea);

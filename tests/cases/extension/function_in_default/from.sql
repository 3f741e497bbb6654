CREATE EXTENSION pgcrypto;
CREATE TABLE tokens (id uuid DEFAULT gen_random_uuid(), secret bytea DEFAULT public.gen_random_bytes(16));

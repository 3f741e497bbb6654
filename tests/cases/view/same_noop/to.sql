CREATE TABLE users (name text, id integer);
CREATE OR REPLACE VIEW a (id, name) AS (SELECT users.id, users.name FROM public.users);

CREATE FUNCTION next_id() RETURNS integer LANGUAGE sql AS 'SELECT 7';
CREATE TABLE users (id integer, name text, kind text DEFAULT 'user');
CREATE VIEW admins AS SELECT id, name, kind FROM users WHERE kind = 'admin';
ALTER VIEW admins ALTER COLUMN kind SET DEFAULT 'admin', ALTER COLUMN id SET DEFAULT next_id();

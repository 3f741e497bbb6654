CREATE TABLE users (id integer, name text, kind text DEFAULT 'user');
CREATE VIEW admins AS SELECT id, name, kind FROM users WHERE kind = 'admin';
ALTER VIEW admins ALTER COLUMN name SET DEFAULT 'x', ALTER COLUMN id SET DEFAULT 1;

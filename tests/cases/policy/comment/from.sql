CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE POLICY a ON docs USING (public);
COMMENT ON POLICY a ON docs IS 'before';
CREATE POLICY b ON docs USING (public);

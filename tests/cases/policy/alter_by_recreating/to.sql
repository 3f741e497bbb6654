CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE POLICY command ON docs FOR DELETE USING (public);
CREATE POLICY kind ON docs AS RESTRICTIVE USING (public);
CREATE POLICY less ON docs USING (public);
COMMENT ON POLICY less ON docs IS 'stays';

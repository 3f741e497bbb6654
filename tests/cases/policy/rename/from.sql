CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE POLICY old ON docs USING (public);
CREATE POLICY "asked Old" ON docs FOR SELECT USING (owner = current_user);
COMMENT ON POLICY old ON docs IS 'a comment goes along';

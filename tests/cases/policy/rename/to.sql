CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE POLICY new ON docs USING (public);
-- @renamed from="asked Old"
CREATE POLICY asked ON docs FOR SELECT USING (id > 0);
COMMENT ON POLICY new ON docs IS 'a comment goes along';
CREATE POLICY asked ON members USING (true);

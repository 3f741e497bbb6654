CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE POLICY roles ON docs FOR SELECT USING (public);
CREATE POLICY expressions ON docs FOR UPDATE TO clerk USING (public) WITH CHECK (id > 0);
CREATE POLICY add_check ON docs USING (public);
CREATE POLICY add_using ON docs WITH CHECK (public);

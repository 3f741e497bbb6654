CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE POLICY kept ON members USING (EXISTS (SELECT FROM docs WHERE docs.id = doc));

CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE TABLE other (id integer);
CREATE POLICY read ON docs FOR SELECT USING (public);
CREATE POLICY gone_with_its_table ON other USING (id > 0);
CREATE POLICY kept ON members USING (EXISTS (SELECT FROM docs WHERE docs.id = doc));

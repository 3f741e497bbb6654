CREATE TABLE docs (id integer PRIMARY KEY, owner text, secret integer);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON docs AS RESTRICTIVE FOR UPDATE TO clerk USING (owner = current_user) WITH CHECK (length(owner) > 2);
COMMENT ON POLICY own ON docs IS 'comes back';
CREATE VIEW secrets AS SELECT secret FROM docs;
CREATE TABLE members (doc integer, name text);
CREATE POLICY theirs ON members USING (EXISTS (SELECT FROM docs WHERE docs.id = doc AND docs.owner = name));
CREATE POLICY all_of_them ON docs USING (id > 0);

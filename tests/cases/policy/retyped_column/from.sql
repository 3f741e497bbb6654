CREATE TABLE docs (id integer, owner varchar(20));
CREATE TABLE members (doc integer);
CREATE POLICY p ON docs USING (owner = current_user);
COMMENT ON POLICY p ON docs IS 'comes back';
CREATE POLICY q ON members FOR SELECT TO clerk USING (EXISTS (SELECT FROM docs WHERE docs.id = doc));
CREATE POLICY untouched ON docs USING (true);

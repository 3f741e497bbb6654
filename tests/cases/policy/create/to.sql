CREATE TABLE docs (id integer PRIMARY KEY, owner text NOT NULL, public boolean NOT NULL DEFAULT false);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
CREATE TABLE members (doc integer, name text);

CREATE POLICY plain ON docs;
CREATE POLICY read ON docs FOR SELECT USING (public OR owner = current_user);
CREATE POLICY add ON docs FOR INSERT TO clerk, "Big Boss" WITH CHECK (owner = current_user);
CREATE POLICY change ON docs FOR UPDATE TO clerk USING (EXISTS (SELECT FROM members m WHERE m.doc = docs.id)) WITH CHECK (owner <> 'nobody');
CREATE POLICY remove ON docs AS RESTRICTIVE FOR DELETE USING (NOT public);
CREATE POLICY hold ON docs AS RESTRICTIVE FOR ALL TO PUBLIC USING (true) WITH CHECK (id > 0);
CREATE POLICY "It's" ON members USING (name IS NOT NULL);
COMMENT ON POLICY "It's" ON members IS 'whoever';

CREATE TABLE docs (id integer, owner text, level integer);
CREATE POLICY p ON docs USING (owner = current_user);
CREATE POLICY q ON docs USING (level > 0);

CREATE TABLE docs (id int, owner text);
CREATE POLICY q ON docs AS PERMISSIVE USING (true);
CREATE POLICY p ON docs TO auditor, clerk USING (owner = current_user AND id > 0);

CREATE TABLE docs (id integer, owner text);
CREATE POLICY p ON docs TO clerk, auditor USING ((owner = CURRENT_USER) AND (id > 0));
CREATE POLICY q ON docs FOR ALL TO PUBLIC USING (true);

CREATE SCHEMA app;
CREATE TABLE app.docs (id integer, owner text);
CREATE POLICY p ON app.docs USING (owner = current_user);
CREATE TABLE members (doc integer);
CREATE POLICY q ON members USING (EXISTS (SELECT FROM app.docs WHERE docs.id = doc));

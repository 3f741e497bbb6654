CREATE SCHEMA app;
-- @renamed from=docs
CREATE TABLE app.papers (
    id integer,
    author text -- @renamed from=owner
);
CREATE POLICY p ON app.papers USING (author = current_user);
CREATE TABLE members (doc integer);
CREATE POLICY q ON members USING (EXISTS (SELECT FROM app.papers WHERE papers.id = doc));

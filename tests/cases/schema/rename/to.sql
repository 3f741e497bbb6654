-- @renamed from=app
CREATE SCHEMA store;
CREATE TABLE store.t (id int PRIMARY KEY);
CREATE VIEW store.v AS SELECT id FROM store.t;

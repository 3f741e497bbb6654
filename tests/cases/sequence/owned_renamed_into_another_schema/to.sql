CREATE SCHEMA a;
CREATE SCHEMA b;
-- @renamed from=a.s
CREATE SEQUENCE b.numbers;
-- @renamed from=a.t
CREATE TABLE b.t (id integer DEFAULT nextval('b.numbers'));
ALTER SEQUENCE b.numbers OWNED BY b.t.id;

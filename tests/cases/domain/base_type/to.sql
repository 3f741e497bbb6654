CREATE DOMAIN quantity AS bigint CHECK (VALUE > 0);
CREATE TABLE items (id integer, quantity quantity NOT NULL DEFAULT 1);
CREATE VIEW few AS SELECT id, quantity FROM items WHERE quantity < 3;

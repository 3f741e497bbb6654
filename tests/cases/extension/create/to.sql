CREATE EXTENSION hstore;
CREATE TABLE settings (id integer, attributes hstore NOT NULL DEFAULT ''::hstore);

CREATE TABLE a (id serial, name text);
CREATE TABLE b (id bigserial);

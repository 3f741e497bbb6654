CREATE TABLE a (id serial);
CREATE TABLE b (id smallserial PRIMARY KEY);

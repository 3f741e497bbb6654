CREATE TABLE devices (id bigint PRIMARY KEY, hostname text NOT NULL, site text);

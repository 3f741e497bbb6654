CREATE TABLE devices (id bigint PRIMARY KEY, hostname varchar(255) NOT NULL, site text, tags jsonb NOT NULL, score int NOT NULL, range int4range);

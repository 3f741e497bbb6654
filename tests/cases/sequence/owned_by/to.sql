CREATE SEQUENCE s;
CREATE SEQUENCE kept;
CREATE TABLE a (id bigint DEFAULT nextval('s'), n bigint);
ALTER SEQUENCE s OWNED BY a.id;

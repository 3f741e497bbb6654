CREATE TABLE t (k bigint, extra integer, CONSTRAINT pk PRIMARY KEY (k) INCLUDE (extra));
COMMENT ON CONSTRAINT pk ON t IS 'the key';
CREATE TABLE u (k bigint CONSTRAINT fk REFERENCES t);

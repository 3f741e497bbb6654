CREATE TABLE t (a text, b text, c tsvector);
CREATE INDEX hashed ON t USING hash (a);
CREATE INDEX sorted ON t (b);
CREATE INDEX lexemes ON t USING gin (c);
COMMENT ON INDEX hashed IS 'comes back';
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE INDEX of_m ON m USING hash (a);

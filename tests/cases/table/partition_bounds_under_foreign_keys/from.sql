-- A partition with rows that are referenced is not let go: the foreign keys go before and come back.
CREATE TABLE p (a integer PRIMARY KEY, above integer REFERENCES p) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (a);
CREATE TABLE p2a PARTITION OF p2 FOR VALUES FROM (10) TO (15);
CREATE TABLE referring (a integer PRIMARY KEY REFERENCES p ON DELETE CASCADE);
CREATE TABLE referring_too (a integer CONSTRAINT below REFERENCES p DEFERRABLE) PARTITION BY LIST (a);
CREATE TABLE referring_too_1 PARTITION OF referring_too FOR VALUES IN (11);
CREATE TABLE beside (a integer CONSTRAINT stays REFERENCES referring);
COMMENT ON CONSTRAINT below ON referring_too IS 'kept';

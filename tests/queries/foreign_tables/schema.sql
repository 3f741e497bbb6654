CREATE TABLE mixed (id int NOT NULL, region text NOT NULL) PARTITION BY LIST (region);
CREATE FOREIGN DATA WRAPPER elsewhere;
CREATE SERVER there FOREIGN DATA WRAPPER elsewhere;
CREATE FOREIGN TABLE mixed_there PARTITION OF mixed FOR VALUES IN ('there') SERVER there;
CREATE FOREIGN TABLE foreigners (id int NOT NULL, name text) SERVER there;

CREATE TABLE t (a integer PRIMARY KEY, b integer GENERATED ALWAYS AS (a + 1) STORED);
CREATE PUBLICATION p FOR TABLE t;
CREATE PUBLICATION q WITH (publish_generated_columns = stored);

CREATE TABLE t (a integer PRIMARY KEY, b integer GENERATED ALWAYS AS (a + 1) STORED);
CREATE PUBLICATION p FOR TABLE t WITH (publish_generated_columns = stored);
CREATE PUBLICATION q;

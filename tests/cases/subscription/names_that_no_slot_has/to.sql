CREATE SUBSCRIPTION "Without" CONNECTION :'publisher' PUBLICATION a WITH (connect = false);
CREATE SUBSCRIPTION "Named" CONNECTION :'publisher' PUBLICATION a, b WITH (connect = false);

CREATE SUBSCRIPTION news CONNECTION :'publisher' PUBLICATION a WITH (connect = false);

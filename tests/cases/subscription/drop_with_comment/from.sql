CREATE SUBSCRIPTION news CONNECTION :'publisher' PUBLICATION a WITH (connect = false);
COMMENT ON SUBSCRIPTION news IS 'goes with it';

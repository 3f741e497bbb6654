CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false);
COMMENT ON SUBSCRIPTION news IS 'it''s said';

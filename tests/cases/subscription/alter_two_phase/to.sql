CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, two_phase = true);
COMMENT ON SUBSCRIPTION news IS 'stays';

CREATE SUBSCRIPTION news CONNECTION 'host=one.invalid password=x' PUBLICATION a, b WITH (connect = false);

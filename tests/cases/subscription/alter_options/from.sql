CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a, b WITH (connect = false);
CREATE SUBSCRIPTION t CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, binary = true, streaming = on);

CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION c, b WITH (connect = false, slot_name = 'other', binary = true, streaming = on, synchronous_commit = local);
CREATE SUBSCRIPTION t CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, streaming = off);

CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false);
CREATE SUBSCRIPTION without CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, slot_name = NONE);

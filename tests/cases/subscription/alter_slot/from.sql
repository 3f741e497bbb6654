CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION t CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false);
CREATE SUBSCRIPTION u CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, slot_name = 'one');

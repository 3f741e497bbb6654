CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a, "B c" WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION other CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, slot_name = 'a_slot', binary = true, streaming = on, synchronous_commit = 'remote_apply');
CREATE SUBSCRIPTION "With Variable" CONNECTION :'publisher' PUBLICATION a WITH (connect = false);

CREATE SUBSCRIPTION news CONNECTION 'host=two.invalid' PUBLICATION b, a WITH (connect = false, enabled = false, create_slot = false, copy_data = false, binary = off);

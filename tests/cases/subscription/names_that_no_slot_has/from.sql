CREATE SUBSCRIPTION "Without" CONNECTION :'publisher' PUBLICATION a WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION "Named" CONNECTION :'publisher' PUBLICATION a WITH (connect = false, slot_name = 'named');

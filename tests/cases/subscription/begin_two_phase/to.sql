CREATE SUBSCRIPTION news CONNECTION :'publisher' PUBLICATION a WITH (connect = false, two_phase = true);
CREATE SUBSCRIPTION t CONNECTION :'publisher' PUBLICATION a, b WITH (connect = false, two_phase = true, binary = true);

INSERT INTO old.t VALUES (1, 'a');

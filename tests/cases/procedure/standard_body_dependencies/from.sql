CREATE TABLE log (line text);
CREATE PROCEDURE note(line text) BEGIN ATOMIC INSERT INTO log (line) VALUES (line); END;

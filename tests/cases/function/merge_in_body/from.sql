CREATE TABLE stock (item text PRIMARY KEY, pieces int NOT NULL);
CREATE TABLE delivery (item text, pieces int);
CREATE FUNCTION take_in() RETURNS void BEGIN ATOMIC
    MERGE INTO stock s USING delivery d ON s.item = d.item
    WHEN NOT MATCHED THEN INSERT VALUES (d.item, d.pieces);
END;

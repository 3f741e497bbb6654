CREATE TABLE stock (item text PRIMARY KEY, pieces int NOT NULL);
CREATE TABLE delivery (item text, pieces int);
CREATE FUNCTION take_in() RETURNS void BEGIN ATOMIC
    MERGE INTO stock s USING delivery d ON s.item = d.item
    WHEN MATCHED THEN UPDATE SET pieces = s.pieces + d.pieces
    WHEN NOT MATCHED THEN INSERT VALUES (d.item, d.pieces);
END;
CREATE PROCEDURE clear_out() LANGUAGE sql AS $$
    MERGE INTO stock s USING delivery d ON s.item = d.item WHEN MATCHED AND s.pieces = 0 THEN DELETE
$$;

INSERT INTO notes VALUES (1, 'a', NULL, 1, 'infinity', 'null', '{}', NULL), (2, 'happy', 'b', 0, '2026-01-01', '{"a": null}', '{NULL,x}', 'sad'),
    (3, 'sad', NULL, -3, '-infinity', '[]', '{x}', 'happy'), (4, 'sad', 'x', 5, 'epoch', '7', '{x,y,z}', NULL);

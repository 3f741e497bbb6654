CREATE TABLE t (a integer PRIMARY KEY, b text, c integer);
CREATE PUBLICATION p FOR TABLE ONLY t (a, b) WHERE (((b = ANY (ARRAY['x'::text, 'y'::text]))));

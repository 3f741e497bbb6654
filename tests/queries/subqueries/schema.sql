CREATE TABLE nodes (id int PRIMARY KEY, parent_id int REFERENCES nodes, name text NOT NULL, note text);
CREATE TABLE tags (node_id int NOT NULL REFERENCES nodes, tag text NOT NULL);

CREATE TABLE t (id int PRIMARY KEY, body text, n numeric(10,2), at timestamp);

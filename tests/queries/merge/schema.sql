CREATE TABLE stock (item int PRIMARY KEY, amount int NOT NULL, note text);
CREATE TABLE deliveries (item int NOT NULL, amount int NOT NULL);

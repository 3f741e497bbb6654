CREATE TABLE stock (item int PRIMARY KEY, amount int NOT NULL, note text);
CREATE TABLE totals (item int NOT NULL, sum int GENERATED ALWAYS AS (item * 2) VIRTUAL, late text);
ALTER TABLE totals ADD CONSTRAINT late_there NOT NULL late NOT VALID;

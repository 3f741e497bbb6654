INSERT INTO users VALUES (1, 'a'), (2, 'a'), (3, 'b');
REFRESH MATERIALIZED VIEW sums;

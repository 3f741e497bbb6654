CREATE TABLE people (id integer, score integer);
CREATE VIEW scores AS SELECT score FROM people;
COMMENT ON VIEW scores IS 'scores';
COMMENT ON COLUMN scores.score IS 'one';

CREATE TABLE people (id integer, nick text);
COMMENT ON TABLE people IS 'who';
COMMENT ON COLUMN people.nick IS 'called';
CREATE INDEX people_nick_idx ON people (nick);
COMMENT ON INDEX people_nick_idx IS 'fast';

-- @renamed from=people
CREATE TABLE persons (
    id integer,
    name text -- @renamed from=nick
);
COMMENT ON TABLE persons IS 'who';
COMMENT ON COLUMN persons.name IS 'called';
CREATE INDEX people_nick_idx ON persons (name);
COMMENT ON INDEX people_nick_idx IS 'fast';

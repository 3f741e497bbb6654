-- @renamed from=mood
CREATE TYPE feeling AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE people (id integer, mood feeling DEFAULT 'ok');
COMMENT ON TYPE feeling IS 'how one feels';

CREATE TYPE other;
COMMENT ON TYPE other IS 'later';

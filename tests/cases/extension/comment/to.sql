CREATE EXTENSION hstore;
COMMENT ON EXTENSION hstore IS 'settings of groups';

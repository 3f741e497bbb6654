-- @renamed from=old_numbers
CREATE SEQUENCE numbers START WITH 5;
CREATE TABLE t (id bigint DEFAULT nextval('numbers'));
COMMENT ON SEQUENCE numbers IS 'numbers';

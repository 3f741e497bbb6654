CREATE SEQUENCE old_numbers START WITH 5;
CREATE TABLE t (id bigint DEFAULT nextval('old_numbers'));
COMMENT ON SEQUENCE old_numbers IS 'numbers';

-- @renamed from=news
CREATE SUBSCRIPTION letters CONNECTION :'p' PUBLICATION a WITH (connect = false, slot_name = 'news');
COMMENT ON SUBSCRIPTION letters IS 'x';

-- @renamed from=news
CREATE SUBSCRIPTION letters CONNECTION :'publisher' PUBLICATION a WITH (connect = false);

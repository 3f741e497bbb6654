SECURITY LABEL FOR whimbrel_test ON DATABASE app IS E'It''s\\one';
CREATE TABLE t (id integer);

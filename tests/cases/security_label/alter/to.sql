CREATE TABLE t (id integer, secret text);
SECURITY LABEL FOR whimbrel_test ON TABLE t IS 'two';
SECURITY LABEL FOR whimbrel_test ON COLUMN t.secret IS 'masked';
SECURITY LABEL FOR "Other provider" ON COLUMN t.secret IS 'other';

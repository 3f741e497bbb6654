CREATE TABLE t (id integer, secret text);
SECURITY LABEL FOR whimbrel_test ON TABLE t IS 'one';
SECURITY LABEL FOR "Other provider" ON TABLE t IS 'other';
SECURITY LABEL FOR whimbrel_test ON COLUMN t.secret IS 'masked';

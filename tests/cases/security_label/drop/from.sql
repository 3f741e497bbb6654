CREATE TABLE t (id integer, secret text);
SECURITY LABEL FOR whimbrel_test ON TABLE t IS 'one';
SECURITY LABEL FOR whimbrel_test ON COLUMN t.secret IS 'masked';
CREATE TABLE gone (id integer);
SECURITY LABEL FOR whimbrel_test ON TABLE gone IS 'one';

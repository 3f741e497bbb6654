CREATE TABLE t (id integer);
SECURITY LABEL FOR whimbrel_test ON TABLE t IS 'one';
SECURITY LABEL FOR "Other provider" ON TABLE t IS 'other';

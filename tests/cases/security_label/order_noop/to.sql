CREATE TABLE t (id integer);
SECURITY LABEL FOR "Other provider" ON TABLE t IS 'other';
SECURITY LABEL FOR whimbrel_test ON TABLE t IS 'none';
SECURITY LABEL FOR whimbrel_test ON TABLE t IS 'one';

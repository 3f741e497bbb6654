CREATE TABLE t (id integer);
SECURITY LABEL FOR nobody ON TABLE t IS 'one';

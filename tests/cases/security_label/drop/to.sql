CREATE TABLE t (id integer, secret text);
SECURITY LABEL FOR whimbrel_test ON TABLE t IS NULL;

CREATE TABLE t (id bigint, secret text);
SECURITY LABEL FOR whimbrel_test ON COLUMN t.id IS 'kept';
CREATE VIEW v AS SELECT id, secret FROM t;
SECURITY LABEL FOR whimbrel_test ON VIEW v IS 'view';
SECURITY LABEL FOR whimbrel_test ON COLUMN v.secret IS 'masked';

SECURITY LABEL FOR whimbrel_test ON DATABASE app IS '50 % "off"';
SECURITY LABEL FOR "Other provider" ON DATABASE app IS 'gone';
CREATE TABLE t (id integer);

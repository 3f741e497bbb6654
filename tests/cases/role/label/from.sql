CREATE ROLE a;
CREATE ROLE b;
SECURITY LABEL FOR whimbrel_test ON ROLE a IS 'one';
SECURITY LABEL FOR whimbrel_test ON ROLE b IS 'goes';

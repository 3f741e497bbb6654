CREATE USER a;
CREATE GROUP b;
GRANT a TO b;
ALTER ROLE b SET statement_timeout TO 1000;
ALTER ROLE b SET work_mem TO '8MB';
CREATE ROLE c;
ALTER ROLE b SET statement_timeout TO '1s';

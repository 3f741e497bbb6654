CREATE TYPE address AS (street text, city text, zip text);
ALTER TYPE address DROP ATTRIBUTE city;

CREATE FUNCTION allowed(number integer) RETURNS boolean LANGUAGE sql AS 'SELECT number > 0';
CREATE TABLE docs (id integer);
CREATE POLICY p ON docs USING (allowed(id));
CREATE POLICY q ON docs WITH CHECK (id > 0);

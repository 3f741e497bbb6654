CREATE FUNCTION allowed(n integer) RETURNS boolean LANGUAGE sql AS 'SELECT n > 0';
CREATE TABLE docs (id integer);
CREATE POLICY p ON docs USING (allowed(id));
CREATE POLICY q ON docs WITH CHECK (allowed(id));

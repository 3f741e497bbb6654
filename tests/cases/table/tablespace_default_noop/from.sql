SET default_tablespace = archive;
CREATE TABLE old (id integer PRIMARY KEY);
SET default_tablespace = '';
CREATE TABLE plain (id integer);

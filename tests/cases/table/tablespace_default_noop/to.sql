CREATE TABLE old (id integer PRIMARY KEY USING INDEX TABLESPACE archive) TABLESPACE archive;
CREATE TABLE plain (id integer) TABLESPACE pg_default;

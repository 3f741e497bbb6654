CREATE TABLE keep (id integer) TABLESPACE archive;

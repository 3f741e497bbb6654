CREATE TABLE t (id bigint NOT NULL, name text, kind text);
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (id);
CREATE VIEW low AS SELECT id, name, kind AS what FROM t;
CREATE VIEW high AS SELECT id, name AS called FROM low WHERE what IS NOT NULL;

CREATE TABLE t (id bigint NOT NULL, name text, kind text);
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (name, id);
CREATE VIEW bottom WITH (security_barrier) AS SELECT id, name, kind AS what FROM t;
CREATE VIEW high AS SELECT id, name AS called FROM bottom WHERE what IS NOT NULL;

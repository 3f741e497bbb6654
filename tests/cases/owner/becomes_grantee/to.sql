CREATE TABLE t (id integer);
ALTER TABLE t OWNER TO carol;
CREATE TABLE u (id integer);
ALTER TABLE u OWNER TO carol;
CREATE TABLE w (id integer);
GRANT SELECT ON w TO carol;

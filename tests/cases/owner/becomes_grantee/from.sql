CREATE TABLE t (id integer);
ALTER TABLE t OWNER TO alice;
GRANT SELECT ON t TO carol;
CREATE TABLE u (id integer);
GRANT SELECT ON u TO carol;
CREATE TABLE w (id integer);
ALTER TABLE w OWNER TO carol;
GRANT SELECT ON w TO reader;

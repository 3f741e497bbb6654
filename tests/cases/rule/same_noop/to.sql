CREATE TABLE t (a integer, b text);
CREATE TABLE log (a integer, b text);
CREATE VIEW v AS SELECT a, b FROM t;

CREATE RULE also AS ON INSERT TO t DO (INSERT INTO log (a, b) VALUES (NEW.a, NEW.b));
ALTER TABLE t ENABLE ALWAYS RULE also;

CREATE DOMAIN d AS integer DEFAULT 7;
CREATE TABLE t (a integer);

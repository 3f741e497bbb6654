CREATE TABLE t (a integer, b integer, CONSTRAINT t_key UNIQUE (a), CONSTRAINT t_beside UNIQUE (b));
CREATE TABLE u (id integer, a integer CONSTRAINT u_a REFERENCES t (a) ON DELETE CASCADE DEFERRABLE, b integer CONSTRAINT u_b REFERENCES t (b));
COMMENT ON CONSTRAINT u_a ON u IS 'comes back';
COMMENT ON CONSTRAINT t_key ON t IS 'comes back';
CREATE TABLE w (a integer CONSTRAINT w_a REFERENCES t (a));

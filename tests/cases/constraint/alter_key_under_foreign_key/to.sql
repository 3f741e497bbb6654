CREATE TABLE p (id int PRIMARY KEY, b int NOT NULL, CONSTRAINT p_b_key UNIQUE (b) INCLUDE (id));
CREATE TABLE c (p_id int REFERENCES p (b));
COMMENT ON CONSTRAINT c_p_id_fkey ON c IS 'kept';

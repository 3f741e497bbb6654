CREATE TABLE t (is_now integer NOT NULL, b integer GENERATED ALWAYS AS (is_now + 1) STORED, CONSTRAINT pk PRIMARY KEY (b) INCLUDE (is_now));

CREATE TABLE t (
    h integer,  -- @renamed from=h2
    n bigint NOT NULL,  -- @renamed from=n2
    PRIMARY KEY (h)
);
CREATE TABLE two (
    b integer,  -- @renamed from=h
    h integer,  -- @renamed from=h2
    PRIMARY KEY (h)
);

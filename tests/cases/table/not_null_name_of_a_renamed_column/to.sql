CREATE TABLE t (
    b text NOT NULL,  -- @renamed from=a
    c integer
);

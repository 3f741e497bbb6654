CREATE TABLE t (id int,
  b text -- @renamed from=a
);

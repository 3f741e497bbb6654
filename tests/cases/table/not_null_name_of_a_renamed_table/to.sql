CREATE TABLE h (a double precision NOT NULL);
-- @renamed from=t2
CREATE TABLE t (a integer NOT NULL);
-- @renamed from=u
CREATE TABLE u2 (b text NOT NULL);
CREATE TABLE u (b text NOT NULL);

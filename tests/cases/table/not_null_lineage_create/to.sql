CREATE TABLE public.a (
    n integer CONSTRAINT n_given NOT NULL,
    m integer,
    k integer NOT NULL,
    -- @fill 0
    o integer NOT NULL
);
CREATE TABLE public.b (CONSTRAINT b_n NOT NULL n, CONSTRAINT b_m NOT NULL m) INHERITS (public.a);
CREATE TABLE public.c (o integer NOT NULL) INHERITS (public.a);
CREATE TABLE public.d () INHERITS (public.a);
CREATE TABLE public.e (CONSTRAINT e_k NOT NULL k) INHERITS (public.d);
CREATE TABLE public.p (
    a integer CONSTRAINT given NOT NULL,
    b integer NOT NULL,
    -- @fill 0
    c integer NOT NULL
) PARTITION BY LIST (a);
CREATE TABLE public.p1 (a integer NOT NULL, b integer NOT NULL, c integer NOT NULL);
ALTER TABLE public.p ATTACH PARTITION public.p1 FOR VALUES IN (1);
CREATE TABLE public.p2 (a integer NOT NULL, b integer NOT NULL, c integer CONSTRAINT two_c NOT NULL);
ALTER TABLE public.p ATTACH PARTITION public.p2 FOR VALUES IN (2);
CREATE TABLE public.p3 PARTITION OF public.p FOR VALUES IN (3);
CREATE TABLE public.p4 (
    a integer NOT NULL,
    b integer NOT NULL,
    -- @fill 4
    c integer NOT NULL
);
ALTER TABLE public.p ATTACH PARTITION public.p4 FOR VALUES IN (4);
CREATE TABLE public.p5 (a integer NOT NULL, b integer NOT NULL, c integer CONSTRAINT five NOT NULL);
ALTER TABLE public.p ATTACH PARTITION public.p5 FOR VALUES IN (5);
CREATE TABLE public.p6 (a integer CONSTRAINT six NOT NULL, b integer NOT NULL, c integer NOT NULL);
ALTER TABLE public.p ATTACH PARTITION public.p6 FOR VALUES IN (6);
CREATE TABLE public.p7 (a integer NOT NULL, b integer NOT NULL, c integer);
CREATE TABLE public.a2 (n integer CONSTRAINT x NOT NULL, m integer);
CREATE TABLE public.b2 () INHERITS (public.a2);
CREATE TABLE public.c2 (CONSTRAINT own NOT NULL n) INHERITS (public.a2);
ALTER TABLE public.a2 ADD CONSTRAINT y NOT NULL m NOT VALID;
CREATE TABLE public.pp (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE public.pp1 PARTITION OF public.pp FOR VALUES IN (1);
ALTER TABLE public.pp ADD CONSTRAINT z NOT NULL b NOT VALID;

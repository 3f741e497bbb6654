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

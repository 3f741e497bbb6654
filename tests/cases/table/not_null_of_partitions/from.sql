CREATE TABLE public.p (a integer NOT NULL, b integer NOT NULL, c integer) PARTITION BY LIST (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE TABLE public.p2 (a integer NOT NULL, b integer CONSTRAINT two NOT NULL, c integer);
ALTER TABLE public.p ATTACH PARTITION public.p2 FOR VALUES IN (2);
CREATE TABLE public.p3 PARTITION OF public.p (CONSTRAINT three NOT NULL b) FOR VALUES IN (3);
CREATE TABLE public.p4 (a integer, b integer NOT NULL, c integer);
CREATE TABLE public.p6 (a integer CONSTRAINT six NOT NULL, b integer NOT NULL, c integer);
ALTER TABLE public.p ATTACH PARTITION public.p6 FOR VALUES IN (6);
CREATE TABLE public.p7 PARTITION OF public.p FOR VALUES IN (7);

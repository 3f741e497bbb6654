CREATE TABLE public.p (a integer NOT NULL, b integer, CONSTRAINT top PRIMARY KEY (a), UNIQUE (a, b)) PARTITION BY RANGE (a);
CREATE TABLE public.p1 (a integer NOT NULL, b integer, CONSTRAINT below PRIMARY KEY (a) WITH (fillfactor = 70));
ALTER TABLE public.p ATTACH PARTITION public.p1 FOR VALUES FROM (1) TO (10);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE TABLE public.q (a integer REFERENCES public.p);

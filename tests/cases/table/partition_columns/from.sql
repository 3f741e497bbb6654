CREATE TABLE public.p (a integer NOT NULL, b text DEFAULT 'x', gone integer, c integer, n integer NOT NULL, m integer NOT NULL, s text, d integer DEFAULT 1) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10) PARTITION BY RANGE (a);
CREATE TABLE public.p1a PARTITION OF public.p1 FOR VALUES FROM (1) TO (5);
CREATE TABLE public.p2 PARTITION OF public.p (d DEFAULT 2) FOR VALUES FROM (10) TO (20);
CREATE VIEW public.v AS SELECT c, gone FROM public.p1a;

CREATE TABLE public.p (a integer, b text) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10) PARTITION BY RANGE (a);
CREATE TABLE public.p1a PARTITION OF public.p1 FOR VALUES FROM (1) TO (5);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE INDEX p_ab ON public.p (a DESC, lower(b)) INCLUDE (b) WITH (fillfactor = 80) WHERE a > 2;
CREATE UNIQUE INDEX p_u ON public.p (a, b);
CREATE INDEX one_only ON public.p1a (b);

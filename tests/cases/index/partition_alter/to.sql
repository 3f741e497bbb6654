CREATE TABLE public.p (a integer, b text) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10);
CREATE INDEX changed ON public.p (a DESC);
CREATE INDEX options ON public.p (b, a);
CREATE INDEX called ON public.p (b) INCLUDE (a);
CREATE INDEX p1_a_b_idx ON public.p1 (a, b);
ALTER INDEX public.p1_b_a_idx SET (fillfactor = 50);

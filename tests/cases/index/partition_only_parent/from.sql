CREATE TABLE public.p (a integer, b text) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE INDEX completed ON ONLY public.p (a);
CREATE INDEX p1_a ON public.p1 (a);
ALTER INDEX public.completed ATTACH PARTITION public.p1_a;

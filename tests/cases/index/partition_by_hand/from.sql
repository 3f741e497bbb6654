CREATE TABLE public.p (a integer, b text) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10);
CREATE INDEX p1_was_first ON public.p1 (a);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE TABLE public.p3 (a integer, b text);

CREATE TABLE public.p (a integer NOT NULL, b text DEFAULT 'x', c integer) PARTITION BY RANGE (a);
CREATE TABLE public.p1 (a integer NOT NULL, b text DEFAULT 'x');
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE TABLE public.p3 PARTITION OF public.p FOR VALUES FROM (20) TO (30);
CREATE VIEW public.v AS SELECT a, b FROM public.p2;

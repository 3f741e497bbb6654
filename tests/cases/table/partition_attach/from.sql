CREATE TABLE public.p (a integer NOT NULL, b text DEFAULT 'x') PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10);
CREATE TABLE public.p2 (b text DEFAULT 'own', a integer NOT NULL);
CREATE TABLE public.p3 (a integer, c integer);
CREATE VIEW public.v AS SELECT a, b FROM public.p2;

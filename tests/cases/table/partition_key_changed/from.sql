CREATE TABLE public.p (a integer NOT NULL, b integer NOT NULL, PRIMARY KEY (a, b)) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10);
CREATE TABLE public.plain (a integer);

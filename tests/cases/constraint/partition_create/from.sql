CREATE TABLE public.r (id integer PRIMARY KEY);
CREATE TABLE public.p (a integer NOT NULL, b integer NOT NULL, r integer) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10) PARTITION BY RANGE (a);
CREATE TABLE public.p1a PARTITION OF public.p1 FOR VALUES FROM (1) TO (5);
CREATE TABLE public.q (a integer, b integer);

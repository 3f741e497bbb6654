CREATE TABLE public.p (a integer PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE TABLE public.q (a integer REFERENCES public.p);
CREATE TABLE public.gone2 (a integer, CONSTRAINT c CHECK (a > 1));

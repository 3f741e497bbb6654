CREATE TABLE public.p (a integer NOT NULL, b integer NOT NULL, PRIMARY KEY (a, b)) PARTITION BY LIST (b);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE TABLE public.plain (a integer) PARTITION BY HASH (a);

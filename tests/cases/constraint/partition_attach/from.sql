CREATE TABLE public.r (id integer PRIMARY KEY);
CREATE TABLE public.p (a integer PRIMARY KEY, r integer CONSTRAINT to_r REFERENCES public.r, CONSTRAINT positive CHECK (a > 0)) PARTITION BY RANGE (a);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (1) TO (10);
CREATE TABLE public.p2 (a integer, r integer);
CREATE TABLE public.p3 (a integer CONSTRAINT named PRIMARY KEY, r integer CONSTRAINT to_r REFERENCES public.r, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE public.q (a integer REFERENCES public.p);

CREATE TABLE public.r (id integer PRIMARY KEY);
CREATE TABLE public.p (a integer PRIMARY KEY, r integer CONSTRAINT to_r REFERENCES public.r, CONSTRAINT positive CHECK (a > 0)) PARTITION BY RANGE (a);
CREATE TABLE public.p1 (a integer PRIMARY KEY, r integer CONSTRAINT to_r REFERENCES public.r, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES FROM (10) TO (20);
CREATE TABLE public.p3 (a integer CONSTRAINT named PRIMARY KEY, r integer CONSTRAINT to_r REFERENCES public.r, CONSTRAINT positive CHECK (a > 0));
ALTER TABLE public.p ATTACH PARTITION public.p3 FOR VALUES FROM (20) TO (30);
CREATE TABLE public.q (a integer REFERENCES public.p);

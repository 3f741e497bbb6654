CREATE TABLE public.p (a integer PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE public.p1 (a integer CONSTRAINT p_a_not_null NOT NULL PRIMARY KEY);
ALTER TABLE public.p ATTACH PARTITION public.p1 FOR VALUES IN (1);
CREATE TABLE public.a (x integer, CHECK (x > 0));
CREATE TABLE public.c () INHERITS (public.a);

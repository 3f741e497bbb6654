CREATE TABLE public.a (x integer, y integer GENERATED ALWAYS AS (x * 2) STORED);
CREATE TABLE public.b (x integer, y integer GENERATED ALWAYS AS (x * 2) STORED, z integer);
ALTER TABLE public.b INHERIT public.a;
CREATE TABLE public.c () INHERITS (public.a);

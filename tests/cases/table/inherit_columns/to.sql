CREATE TABLE public.a (x bigint, d text DEFAULT 'aa', n integer, added integer DEFAULT 1, both_have integer);
CREATE TABLE public.b (own integer, both_have integer) INHERITS (public.a);
ALTER TABLE public.b ALTER COLUMN n SET NOT NULL;
CREATE TABLE public.c (kept integer, left_behind integer) INHERITS (public.a);
ALTER TABLE public.c ALTER COLUMN d SET DEFAULT 'c', ALTER COLUMN added SET DEFAULT 2;
CREATE TABLE public.e () INHERITS (public.b);
CREATE VIEW public.v AS SELECT x, added FROM public.e;

CREATE TABLE public.a (x integer, gone integer, left_behind integer, kept integer, d text DEFAULT 'a', n integer NOT NULL);
CREATE TABLE public.b (own integer, gone integer) INHERITS (public.a);
CREATE TABLE public.c (kept integer) INHERITS (public.a);
ALTER TABLE public.c ALTER COLUMN d SET DEFAULT 'c';
CREATE TABLE public.e () INHERITS (public.b);
CREATE VIEW public.v AS SELECT x, gone FROM public.e;

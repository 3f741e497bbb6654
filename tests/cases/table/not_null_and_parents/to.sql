CREATE TABLE public.a (n integer NOT NULL, m integer NOT NULL, o integer NOT NULL);
CREATE TABLE public.b (n integer NOT NULL, m integer NOT NULL, o integer NOT NULL);
ALTER TABLE public.b INHERIT public.a;
CREATE TABLE public.c (n integer NOT NULL, m integer, o integer);
CREATE TABLE public.d () INHERITS (public.a);

CREATE TABLE public.a (n integer NOT NULL, m integer NOT NULL, k integer, o integer);
CREATE TABLE public.b () INHERITS (public.a);
CREATE TABLE public.c (n integer NOT NULL) INHERITS (public.a);
CREATE TABLE public.d (CONSTRAINT d_k NOT NULL k) INHERITS (public.a);
CREATE TABLE public.e () INHERITS (public.d);

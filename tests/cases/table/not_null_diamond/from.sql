CREATE TABLE public.a (n integer NOT NULL, k integer NOT NULL);
CREATE TABLE public.b (n integer, k integer NOT NULL);
CREATE TABLE public.c () INHERITS (public.a, public.b);
CREATE TABLE public.d (n integer NOT NULL) INHERITS (public.a, public.b);
CREATE TABLE public.top (x integer PRIMARY KEY, y integer);
CREATE TABLE public.mid (y integer NOT NULL) INHERITS (public.top);
CREATE TABLE public.low () INHERITS (public.mid);

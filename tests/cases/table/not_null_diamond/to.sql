CREATE TABLE public.a (n integer NOT NULL, k integer);
CREATE TABLE public.b (n integer NOT NULL, k integer NOT NULL);
CREATE TABLE public.c (CONSTRAINT c_k NOT NULL k) INHERITS (public.a, public.b);
CREATE TABLE public.d (n integer) INHERITS (public.a, public.b);
CREATE TABLE public.top (x integer PRIMARY KEY, y integer NOT NULL);
CREATE TABLE public.mid (y integer) INHERITS (public.top);
CREATE TABLE public.low (z integer GENERATED ALWAYS AS (x + 1) STORED NOT NULL, CONSTRAINT low_y NOT NULL y) INHERITS (public.mid);

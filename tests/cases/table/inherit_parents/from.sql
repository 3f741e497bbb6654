CREATE TABLE public.a (x integer, y text);
CREATE TABLE public.b (z integer);
CREATE TABLE public.d (w integer);
CREATE TABLE public.c (x integer, y text, z integer, own integer) INHERITS (public.a);
CREATE TABLE public.e (x integer, y text, z integer);
CREATE TABLE public.f (x integer, y text) INHERITS (public.a);
CREATE TABLE public.g (z integer);
CREATE TABLE public.a2 (x integer, y text);
CREATE TABLE public.h (x integer, y text) INHERITS (public.a, public.a2);

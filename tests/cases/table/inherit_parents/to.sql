CREATE TABLE public.a (x integer, y text);
CREATE TABLE public.b (z integer);
CREATE TABLE public.c (x integer, y text, z integer, own integer) INHERITS (public.b);
CREATE TABLE public.e (x integer, y text, z integer) INHERITS (public.b, public.a);
CREATE TABLE public.a2 (x integer, y text);
CREATE TABLE public.f (x integer, y text) INHERITS (public.a2);
CREATE TABLE public.g (z integer);
CREATE TABLE public.h (x integer, y text) INHERITS (public.a2, public.a);

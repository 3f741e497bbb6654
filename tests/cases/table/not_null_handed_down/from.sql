CREATE TABLE public.a (n integer CONSTRAINT x NOT NULL NO INHERIT, m integer CONSTRAINT y NOT NULL);
CREATE TABLE public.b () INHERITS (public.a);
CREATE TABLE public.c (CONSTRAINT c_n NOT NULL n) INHERITS (public.a);
CREATE TABLE public.d () INHERITS (public.c);

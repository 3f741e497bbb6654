CREATE TABLE public.a (n integer NOT NULL, m integer NOT NULL NO INHERIT, o integer NOT NULL);
CREATE TABLE public.b (n integer NOT NULL, m integer, o integer CONSTRAINT o_given NOT NULL);
CREATE TABLE public.c () INHERITS (public.a);
CREATE TABLE public.d () INHERITS (public.a);

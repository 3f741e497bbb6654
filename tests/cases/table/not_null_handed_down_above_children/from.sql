CREATE TABLE public.a (x integer CONSTRAINT a_x NOT NULL, y integer, z integer NOT NULL);
CREATE TABLE public.b (x integer CONSTRAINT b_x NOT NULL, y integer CONSTRAINT b_y NOT NULL, z integer) INHERITS (public.a);
CREATE TABLE public.c (CONSTRAINT c_x NOT NULL x, CONSTRAINT c_z NOT NULL z) INHERITS (public.b);
CREATE TABLE public.d () INHERITS (public.c);
CREATE TABLE public.e () INHERITS (public.b);
CREATE TABLE public.f (x integer CONSTRAINT f_x NOT NULL) INHERITS (public.b);
CREATE VIEW public.seen AS SELECT x, y FROM public.e;

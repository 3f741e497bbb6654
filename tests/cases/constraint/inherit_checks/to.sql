CREATE TABLE public.a (x integer, CONSTRAINT changed CHECK (x <> 33), CONSTRAINT called CHECK (x <> 4), CONSTRAINT added CHECK (x <> 5), CONSTRAINT alone CHECK (x <> 6) NO INHERIT);
CREATE TABLE public.b (CONSTRAINT merged CHECK (x <> 2), CONSTRAINT added CHECK (x <> 5)) INHERITS (public.a);
CREATE TABLE public.c () INHERITS (public.b);

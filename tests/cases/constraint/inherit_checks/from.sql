CREATE TABLE public.a (x integer, CONSTRAINT gone CHECK (x <> 1), CONSTRAINT merged CHECK (x <> 2), CONSTRAINT changed CHECK (x <> 3), CONSTRAINT renamed CHECK (x <> 4));
CREATE TABLE public.b (CONSTRAINT merged CHECK (x <> 2)) INHERITS (public.a);
CREATE TABLE public.c () INHERITS (public.b);

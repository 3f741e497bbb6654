CREATE TABLE public.a (
    n integer CONSTRAINT n_given NOT NULL,
    m integer,
    k integer NOT NULL,
    -- @fill 0
    o integer NOT NULL
);
CREATE TABLE public.b (CONSTRAINT b_n NOT NULL n, CONSTRAINT b_m NOT NULL m) INHERITS (public.a);
CREATE TABLE public.c (o integer NOT NULL) INHERITS (public.a);
CREATE TABLE public.d () INHERITS (public.a);
CREATE TABLE public.e (CONSTRAINT e_k NOT NULL k) INHERITS (public.d);

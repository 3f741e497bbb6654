CREATE TABLE public.a (id integer PRIMARY KEY);
CREATE TABLE public.t (
    a integer,
    b integer,
    CONSTRAINT positive CHECK (a > 0),
    CONSTRAINT small CHECK (a < 10) NOT ENFORCED,
    CONSTRAINT to_a FOREIGN KEY (a) REFERENCES public.a (id),
    CONSTRAINT b_to_a FOREIGN KEY (b) REFERENCES public.a (id) NOT ENFORCED,
    CONSTRAINT fresh CHECK (b > 0) NOT ENFORCED
);

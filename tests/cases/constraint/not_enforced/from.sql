CREATE TABLE public.a (id integer PRIMARY KEY);
CREATE TABLE public.t (
    a integer,
    b integer,
    CONSTRAINT positive CHECK (a > 0) NOT ENFORCED,
    CONSTRAINT small CHECK (a < 10),
    CONSTRAINT to_a FOREIGN KEY (a) REFERENCES public.a (id) NOT ENFORCED,
    CONSTRAINT b_to_a FOREIGN KEY (b) REFERENCES public.a (id)
);

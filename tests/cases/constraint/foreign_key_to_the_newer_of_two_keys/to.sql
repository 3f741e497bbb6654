CREATE TABLE public.t (a integer NOT NULL, b integer, c integer, CONSTRAINT new UNIQUE (a), CONSTRAINT b_new UNIQUE (b));
CREATE TABLE public.u (
    a integer,
    b integer,
    c integer,
    CONSTRAINT a_key FOREIGN KEY (a) REFERENCES public.t (a),
    CONSTRAINT b_key FOREIGN KEY (b) REFERENCES public.t (b)
);
CREATE TABLE public.v (a integer, CONSTRAINT with_its_table FOREIGN KEY (a) REFERENCES public.t (a));
ALTER TABLE public.t ADD CONSTRAINT old UNIQUE (a);
CREATE UNIQUE INDEX old_index ON public.t (b) WITH (fillfactor = 50);

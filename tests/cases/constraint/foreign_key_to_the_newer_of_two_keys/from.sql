CREATE TABLE public.t (a integer NOT NULL, b integer, c integer, CONSTRAINT old UNIQUE (a));
CREATE UNIQUE INDEX old_index ON public.t (b) WITH (fillfactor = 50);
CREATE TABLE public.u (a integer, b integer, c integer);

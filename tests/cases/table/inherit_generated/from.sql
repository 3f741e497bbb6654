CREATE TABLE public.a (x integer, y integer GENERATED ALWAYS AS (x * 2) STORED);
CREATE TABLE public.gone (x integer, y integer GENERATED ALWAYS AS (x * 2) STORED);
ALTER TABLE public.gone INHERIT public.a;

CREATE DOMAIN public.grid AS int[][];
CREATE TABLE public.t (a public.grid);

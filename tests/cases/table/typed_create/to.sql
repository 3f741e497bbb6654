CREATE TYPE public.pair AS (a integer, b text);
CREATE TABLE public.t OF public.pair;
CREATE TABLE public.u OF public.pair (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'b', CHECK (b <> ''));
ALTER TABLE public.u ALTER COLUMN b SET STORAGE EXTERNAL;

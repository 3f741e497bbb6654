CREATE TABLE public.a (n integer);
ALTER TABLE public.a ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
CREATE TABLE public.becomes_not_valid () INHERITS (public.a);
CREATE TABLE public.own_becomes_not_valid (CONSTRAINT positive CHECK (n > 0)) INHERITS (public.a);
CREATE TABLE public.joins (n integer);
CREATE TABLE public.joins_with_own (n integer, CONSTRAINT positive CHECK (n > 0));
CREATE TABLE public.below () INHERITS (public.becomes_not_valid);
CREATE TABLE public.joins_by_column (n integer);

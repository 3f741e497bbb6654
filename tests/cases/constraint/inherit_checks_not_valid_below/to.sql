CREATE TABLE public.a (n integer);
CREATE TABLE public.becomes_not_valid () INHERITS (public.a);
CREATE TABLE public.own_becomes_not_valid () INHERITS (public.a);
CREATE TABLE public.joins () INHERITS (public.a);
CREATE TABLE public.joins_by_column (n integer) INHERITS (public.a);
CREATE TABLE public.joins_with_own () INHERITS (public.a);
ALTER TABLE public.own_becomes_not_valid ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
ALTER TABLE public.a ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
CREATE TABLE public.below () INHERITS (public.becomes_not_valid);

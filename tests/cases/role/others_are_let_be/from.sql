CREATE TABLE public.t (a integer);
CREATE ROLE bob LOGIN;

CREATE ROLE app_reader;
CREATE TABLE public.t (a integer);
GRANT SELECT ON public.t TO app_reader, alice;
CREATE ROLE carol SUPERUSER;
GRANT app_reader TO carol;

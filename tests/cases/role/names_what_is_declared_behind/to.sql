GRANT SELECT ON public.t TO late;
ALTER TABLE public.t OWNER TO later;
CREATE TABLE public.t (a integer);
CREATE ROLE later;
CREATE ROLE late IN ROLE later;

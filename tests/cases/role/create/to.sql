CREATE ROLE app_owner;
CREATE ROLE app_api LOGIN CONNECTION LIMIT 20 VALID UNTIL '2031-05-01 12:30:00.5+02';
ALTER ROLE app_api SET statement_timeout = '5s';
ALTER ROLE app_api SET search_path = public, "My Schema";
CREATE TABLE public.t (a integer);
ALTER TABLE public.t OWNER TO app_owner;
GRANT SELECT ON public.t TO app_api;

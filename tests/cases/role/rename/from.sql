CREATE ROLE old_name LOGIN;
CREATE ROLE other;
GRANT old_name TO other;
GRANT other TO old_name2;
CREATE ROLE old_name2;
CREATE TABLE public.t (a integer);
ALTER TABLE public.t OWNER TO old_name;
GRANT SELECT ON public.t TO old_name2;
COMMENT ON ROLE old_name IS 'the same';

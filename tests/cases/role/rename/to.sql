-- @renamed from=old_name
CREATE ROLE new_name LOGIN;
CREATE ROLE other;
GRANT new_name TO other;
-- @renamed from=old_name2
CREATE USER new_name2 NOLOGIN;
GRANT other TO new_name2;
CREATE TABLE public.t (a integer);
ALTER TABLE public.t OWNER TO new_name;
GRANT SELECT ON public.t TO new_name2;
COMMENT ON ROLE new_name IS 'the same';

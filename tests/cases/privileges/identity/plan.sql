SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- rows hold NULL in a column that must not
ALTER TABLE public.t ALTER COLUMN m SET NOT NULL;

ALTER TABLE public.t ALTER COLUMN m ADD GENERATED ALWAYS AS IDENTITY;

GRANT SELECT ON SEQUENCE public.t_m_seq TO writer;

REVOKE USAGE ON SEQUENCE public.t_id_seq FROM writer;

GRANT SELECT ON SEQUENCE public.t_id_seq TO writer;

REVOKE SELECT ON SEQUENCE public.t_n_seq FROM writer;

ALTER TABLE public.t ALTER COLUMN n DROP IDENTITY;

COMMIT;

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

REVOKE SELECT ON TABLE public.t FROM reader;

GRANT SELECT (a) ON TABLE public.t TO reader;

GRANT SELECT (b) ON TABLE public.t TO reader;

COMMIT;

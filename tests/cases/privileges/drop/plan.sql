SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

GRANT USAGE ON SCHEMA public TO PUBLIC;

GRANT EXECUTE ON FUNCTION public.f() TO PUBLIC;

REVOKE UPDATE (a) ON TABLE public.t FROM reader;

REVOKE UPDATE (b) ON TABLE public.t FROM reader;

REVOKE SELECT ON TABLE public.t FROM reader;

COMMIT;

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

REVOKE SELECT ON TABLE public.t FROM "Mixed Case";

REVOKE INSERT ON TABLE public.t FROM reader;

REVOKE GRANT OPTION FOR SELECT ON TABLE public.t FROM writer;

GRANT SELECT ON TABLE public.t TO PUBLIC;

GRANT UPDATE ON TABLE public.t TO reader;

GRANT UPDATE ON TABLE public.t TO writer WITH GRANT OPTION;

COMMIT;

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

SET ROLE second;
REVOKE SELECT ON TABLE public.t FROM reader;
RESET ROLE;

SET ROLE lender;
REVOKE SELECT ON TABLE public.t FROM second;
RESET ROLE;

REVOKE SELECT ON TABLE public.t FROM lender;

GRANT SELECT ON TABLE public.t TO second WITH GRANT OPTION;

SET ROLE second;
GRANT SELECT ON TABLE public.t TO reader;
RESET ROLE;

COMMIT;

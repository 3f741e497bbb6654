SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

REVOKE SELECT ON TABLE public.w FROM reader;

REVOKE SELECT ON TABLE public.t FROM carol;

ALTER TABLE public.t OWNER TO carol;

REVOKE SELECT ON TABLE public.u FROM carol;

ALTER TABLE public.u OWNER TO carol;

ALTER TABLE public.w OWNER TO CURRENT_USER;

GRANT SELECT ON TABLE public.w TO carol;

COMMIT;

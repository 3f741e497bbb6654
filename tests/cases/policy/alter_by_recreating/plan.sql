SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP POLICY command ON public.docs;

CREATE POLICY command ON public.docs FOR DELETE USING (public);

DROP POLICY kind ON public.docs;

CREATE POLICY kind ON public.docs AS RESTRICTIVE USING (public);

DROP POLICY less ON public.docs;

CREATE POLICY less ON public.docs USING (public);

COMMENT ON POLICY less ON public.docs IS 'stays';

COMMIT;

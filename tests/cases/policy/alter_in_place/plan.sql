SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER POLICY add_check ON public.docs WITH CHECK ((id > 0));

ALTER POLICY add_using ON public.docs USING ((id > 0));

ALTER POLICY expressions ON public.docs USING ((owner = CURRENT_USER)) WITH CHECK ((id > 1));

ALTER POLICY roles ON public.docs TO auditor, clerk;

COMMIT;

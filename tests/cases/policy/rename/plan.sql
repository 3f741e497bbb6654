SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER POLICY "asked Old" ON public.docs RENAME TO asked;

ALTER POLICY old ON public.docs RENAME TO new;

CREATE POLICY asked ON public.members USING (true);

ALTER POLICY asked ON public.docs USING ((id > 0));

COMMIT;

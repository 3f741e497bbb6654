SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER RULE asked ON public.v RENAME TO answered;

ALTER RULE old ON public.t RENAME TO "New";

CREATE OR REPLACE RULE answered AS ON DELETE TO public.v DO INSTEAD  DELETE FROM public.t
  WHERE (t.a = old.a);

COMMIT;

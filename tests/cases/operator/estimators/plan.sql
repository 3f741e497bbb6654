SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER OPERATOR public.<<< (public.pair, public.pair) SET (RESTRICT = NONE, JOIN = NONE);

ALTER OPERATOR public.<<<= (public.pair, public.pair) SET (RESTRICT = scalarlesel, JOIN = scalarlejoinsel);

COMMIT;

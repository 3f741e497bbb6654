SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

DROP STATISTICS public.columns;

CREATE STATISTICS public.columns ON a, c FROM public.t;

DROP STATISTICS public.expressions;

CREATE STATISTICS public.expressions ON ((a + 2)) FROM public.t;

DROP STATISTICS public.kinds;

CREATE STATISTICS public.kinds (ndistinct) ON a, b FROM public.t;

DROP STATISTICS public.moved;

CREATE STATISTICS public.moved ON a, b FROM public.u;

ALTER STATISTICS public.moved SET STATISTICS 10;

COMMENT ON STATISTICS public.moved IS 'stays';

COMMIT;

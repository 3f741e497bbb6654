SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: column a of table public.t changes its type
DROP STATISTICS public.s;

ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

-- is made again
CREATE STATISTICS public.s (ndistinct, mcv) ON a, b, ((a + b)) FROM public.t;

ALTER STATISTICS public.s SET STATISTICS 10;

COMMENT ON STATISTICS public.s IS 'comes back';

COMMIT;

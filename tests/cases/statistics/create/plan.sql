SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE STATISTICS public.dependent (dependencies) ON a, b, c FROM public.t;

CREATE STATISTICS public.every ON a, b FROM public.t;

ALTER STATISTICS public.every SET STATISTICS 1000;

CREATE STATISTICS public.expression ON (
CASE
    WHEN (a > 0) THEN b
    ELSE NULL::integer
END) FROM public.t;

CREATE STATISTICS stats."Some" (ndistinct, mcv) ON a, b, ((a + b)), (lower(c)) FROM public.t;

-- is refreshed
CREATE MATERIALIZED VIEW public.m AS
 SELECT 1 AS a,
    2 AS b
  WITH DATA;

CREATE STATISTICS public.of_view ON a, b FROM public.m;

COMMENT ON STATISTICS public.every IS 'they go together';

COMMIT;

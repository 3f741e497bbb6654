SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: view public.totals is made again
DROP VIEW public.large;

-- comes back below: column quantity of table public.orders changes its type
DROP VIEW public.totals;

ALTER TABLE public.orders ALTER COLUMN quantity TYPE bigint;

-- is made again
CREATE VIEW public.totals AS
 SELECT orders.id,
    orders.quantity,
    ((orders.quantity)::numeric * orders.price) AS total
   FROM public.orders;

-- is made again
CREATE VIEW public.large WITH (security_barrier = 'true', check_option = 'local') AS
 SELECT totals.id,
    totals.quantity,
    totals.total
   FROM public.totals
  WHERE (totals.total > (100)::numeric);

ALTER VIEW public.large ALTER COLUMN quantity SET DEFAULT 1;

-- is made again
CREATE RULE quiet AS ON DELETE TO public.large DO INSTEAD NOTHING;

-- is made again
CREATE TRIGGER insert_order INSTEAD OF INSERT ON public.totals FOR EACH ROW EXECUTE FUNCTION public.insert_order();

GRANT SELECT ON TABLE public.large TO reader;

GRANT UPDATE (quantity) ON TABLE public.totals TO reader;

COMMENT ON VIEW public.large IS 'comes back';

COMMENT ON COLUMN public.large.total IS 'comes back';

COMMIT;

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: materialized_view public.sums is made again
DROP MATERIALIZED VIEW public.later;

-- comes back below: materialized_view public.sums is made again
DROP VIEW public.over;

-- comes back below: column id of table public.users changes its type
DROP MATERIALIZED VIEW public.sums;

ALTER TABLE public.users ALTER COLUMN id TYPE bigint;

-- is made again; is refreshed
CREATE MATERIALIZED VIEW public.sums WITH (fillfactor = '70') AS
 SELECT users.name,
    sum(users.id) AS sum,
    max(users.id) AS largest
   FROM public.users
  GROUP BY users.name
  WITH DATA;

-- is made again; builds an index
CREATE INDEX sums_expression ON public.sums USING btree (((largest + 1))) WHERE (sum > (3)::numeric);

ALTER MATERIALIZED VIEW public.sums ALTER COLUMN name SET STATISTICS 7;

-- is made again; builds an index
CREATE UNIQUE INDEX sums_name_key ON public.sums USING btree (name);

ALTER TABLE public.sums CLUSTER ON sums_name_key;

-- is made again
CREATE STATISTICS public.sums_statistics ON largest, name FROM public.sums;

-- is made again
CREATE VIEW public.over AS
 SELECT sums.name
   FROM public.sums;

-- is made again
CREATE MATERIALIZED VIEW public.later AS
 SELECT sums.name,
    sums.largest
   FROM public.sums
  WITH NO DATA;

GRANT SELECT ON TABLE public.sums TO reader;

GRANT SELECT (sum) ON TABLE public.sums TO clerk WITH GRANT OPTION;

COMMENT ON MATERIALIZED VIEW public.sums IS 'comes back';

COMMENT ON COLUMN public.sums.sum IS 'comes back';

COMMENT ON INDEX public.sums_name_key IS 'comes back';

COMMIT;

SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE OPERATOR FAMILY public.pair_ops USING btree;

CREATE OPERATOR CLASS public.pair_ops DEFAULT FOR TYPE public.pair USING btree FAMILY public.pair_ops AS
    OPERATOR 1 public.<<<(public.pair,public.pair),
    OPERATOR 2 public.<<<=(public.pair,public.pair),
    OPERATOR 3 public.===(public.pair,public.pair),
    OPERATOR 4 public.>>>=(public.pair,public.pair),
    OPERATOR 5 public.>>>(public.pair,public.pair),
    FUNCTION 1 (public.pair, public.pair) public.pair_cmp(public.pair,public.pair);

CREATE TABLE public.t (
    p public.pair
);

-- builds an index
CREATE INDEX t_p ON public.t USING btree (p);

COMMENT ON OPERATOR FAMILY public.pair_ops USING btree IS 'its family';

COMMENT ON OPERATOR CLASS public.pair_ops USING btree IS 'by the first';

COMMIT;

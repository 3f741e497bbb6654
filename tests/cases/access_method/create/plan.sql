SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE ACCESS METHOD "Second Gist" TYPE INDEX HANDLER gisthandler;

CREATE ACCESS METHOD second_heap TYPE TABLE HANDLER heap_tableam_handler;

CREATE OPERATOR FAMILY public.box_ops USING "Second Gist";

ALTER OPERATOR FAMILY public.box_ops USING "Second Gist" ADD OPERATOR 3 &&(box,box);

CREATE OPERATOR CLASS public.box_ops DEFAULT FOR TYPE box USING "Second Gist" FAMILY public.box_ops AS
    FUNCTION 1 (box, box) gist_box_consistent(internal,box,smallint,oid,internal),
    FUNCTION 2 (box, box) gist_box_union(internal,internal),
    FUNCTION 5 (box, box) gist_box_penalty(internal,internal,internal),
    FUNCTION 6 (box, box) gist_box_picksplit(internal,internal),
    FUNCTION 7 (box, box) gist_box_same(box,box,internal);

CREATE TABLE public.t (
    b box
)
USING second_heap;

-- builds an index
CREATE INDEX t_b ON public.t USING "Second Gist" (b);

-- is refreshed
CREATE MATERIALIZED VIEW public.m USING second_heap AS
 SELECT 1 AS one
  WITH DATA;

COMMENT ON ACCESS METHOD second_heap IS 'like the first';

COMMIT;

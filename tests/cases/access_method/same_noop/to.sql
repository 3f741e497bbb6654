CREATE ACCESS METHOD second_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD "Second Gist" TYPE INDEX HANDLER gisthandler;
COMMENT ON ACCESS METHOD second_heap IS 'like the first';
CREATE OPERATOR CLASS box_ops DEFAULT FOR TYPE box USING "Second Gist" AS OPERATOR 3 &&,
  FUNCTION 1 gist_box_consistent(internal, box, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal),
  FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal);
CREATE TABLE t (b box) USING second_heap;
CREATE INDEX t_b ON t USING "Second Gist" (b);
CREATE MATERIALIZED VIEW m USING second_heap AS SELECT 1 AS one;

CREATE OPERATOR FAMILY "My Boxes" USING gist;
CREATE OPERATOR CLASS boxes_ops FOR TYPE polygon USING gist FAMILY "My Boxes" AS
  OPERATOR 3 &&, OPERATOR 15 <-> (polygon, point) FOR ORDER BY float_ops,
  FUNCTION 1 gist_poly_consistent(internal, polygon, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_poly_compress(internal),
  FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal),
  FUNCTION 8 gist_poly_distance(internal, polygon, smallint, oid, internal), STORAGE box;
CREATE TABLE shapes (p polygon);
CREATE INDEX shapes_p ON shapes USING gist (p boxes_ops);

CREATE TYPE width AS ENUM ('narrow', 'wide');
CREATE FUNCTION width_of(width) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT length($1::text)$$;
CREATE FUNCTION lt(integer, width) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 < public.width_of($2)$$;
CREATE FUNCTION eq(integer, width) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 = public.width_of($2)$$;
CREATE FUNCTION cmp(integer, width) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT $1 - public.width_of($2)$$;
CREATE OPERATOR < (FUNCTION = lt, LEFTARG = integer, RIGHTARG = width);
CREATE OPERATOR = (FUNCTION = eq, LEFTARG = integer, RIGHTARG = width);

ALTER OPERATOR FAMILY integer_ops USING btree ADD
  OPERATOR 1 < (integer, width),
  OPERATOR 3 = (integer, width),
  FUNCTION 1 (integer, width) cmp(integer, width),
  FUNCTION 4 (width, width) btequalimage(oid);

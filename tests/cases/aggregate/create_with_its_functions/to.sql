CREATE FUNCTION add_up(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION take_away(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE FUNCTION put_together(bigint, bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION shorter(text, text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1';
CREATE FUNCTION as_text(bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
CREATE FUNCTION as_text(bigint, integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';

CREATE AGGREGATE total(value integer) (SFUNC = add_up, STYPE = bigint, INITCOND = '0', COMBINEFUNC = put_together, PARALLEL = SAFE);
CREATE AGGREGATE total_text(integer) (SFUNC = add_up, STYPE = bigint, SSPACE = 64, FINALFUNC = as_text, FINALFUNC_EXTRA, FINALFUNC_MODIFY = SHAREABLE,
  INITCOND = '5', MSFUNC = add_up, MINVFUNC = take_away, MSTYPE = bigint, MSSPACE = 32, MFINALFUNC = as_text, MFINALFUNC_EXTRA, MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '0');
CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text, INITCOND = '', MSFUNC = textcat, MINVFUNC = shorter, MSTYPE = text, MINITCOND = '');
CREATE AGGREGATE rows_of(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE smallest(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = <);
CREATE AGGREGATE average(bigint) (SFUNC = int8_avg_accum, STYPE = internal, FINALFUNC = numeric_poly_avg, COMBINEFUNC = int8_avg_combine,
  SERIALFUNC = int8_avg_serialize, DESERIALFUNC = int8_avg_deserialize, PARALLEL = RESTRICTED);
CREATE AGGREGATE percentile(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE place_of(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE "Mixed Case"(VARIADIC "the values" integer[]) (SFUNC = array_larger, STYPE = integer[]);
CREATE VIEW totals AS SELECT total(v) AS all_of_them FROM generate_series(1, 3) v;
COMMENT ON AGGREGATE total(integer) IS 'adds up';
COMMENT ON AGGREGATE rows_of(*) IS 'counts';
COMMENT ON AGGREGATE place_of(VARIADIC "any" ORDER BY VARIADIC "any") IS 'where it would stand';

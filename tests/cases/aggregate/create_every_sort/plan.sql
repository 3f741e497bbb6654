SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE AGGREGATE public."Mixed Case"(VARIADIC "the values" integer[]) (
    SFUNC = array_larger,
    STYPE = integer[]
);

CREATE AGGREGATE public.average(bigint) (
    SFUNC = int8_avg_accum,
    STYPE = internal,
    FINALFUNC = numeric_poly_avg,
    COMBINEFUNC = int8_avg_combine,
    SERIALFUNC = int8_avg_serialize,
    DESERIALFUNC = int8_avg_deserialize,
    PARALLEL = RESTRICTED
);

CREATE AGGREGATE public.joined(text) (
    SFUNC = textcat,
    STYPE = text,
    INITCOND = '',
    MSFUNC = textcat,
    MINVFUNC = public.shorter,
    MSTYPE = text,
    MINITCOND = ''
);

CREATE AGGREGATE public.percentile(double precision ORDER BY anyelement) (
    SFUNC = ordered_set_transition,
    STYPE = internal,
    FINALFUNC = percentile_disc_final,
    FINALFUNC_EXTRA
);

CREATE AGGREGATE public.place_of(VARIADIC "any" ORDER BY VARIADIC "any") (
    SFUNC = ordered_set_transition_multi,
    STYPE = internal,
    FINALFUNC = rank_final,
    FINALFUNC_EXTRA,
    HYPOTHETICAL
);

CREATE AGGREGATE public.rows_of(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '0'
);

CREATE AGGREGATE public.smallest(integer) (
    SFUNC = int4smaller,
    STYPE = integer,
    SORTOP = OPERATOR(pg_catalog.<)
);

CREATE AGGREGATE public.total(value integer) (
    SFUNC = public.add_up,
    STYPE = bigint,
    COMBINEFUNC = public.put_together,
    INITCOND = '0',
    PARALLEL = SAFE
);

CREATE AGGREGATE public.total_text(integer) (
    SFUNC = public.add_up,
    STYPE = bigint,
    SSPACE = 64,
    FINALFUNC = public.as_text,
    FINALFUNC_EXTRA,
    FINALFUNC_MODIFY = SHAREABLE,
    INITCOND = '5',
    MSFUNC = public.add_up,
    MINVFUNC = public.take_away,
    MSTYPE = bigint,
    MSSPACE = 32,
    MFINALFUNC = public.as_text,
    MFINALFUNC_EXTRA,
    MFINALFUNC_MODIFY = READ_WRITE,
    MINITCOND = '0'
);

CREATE VIEW public.totals AS
 SELECT public.total(v.v) AS all_of_them
   FROM generate_series(1, 3) v(v);

COMMENT ON AGGREGATE public.place_of("any") IS 'where it would stand';

COMMENT ON AGGREGATE public.rows_of(*) IS 'counts';

COMMENT ON AGGREGATE public.total(integer) IS 'adds up';

COMMIT;

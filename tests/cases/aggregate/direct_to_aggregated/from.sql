CREATE FUNCTION next(integer, double precision, integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION next(integer, integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE share(double precision ORDER BY integer) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE named(integer, b integer) (SFUNC = next, STYPE = integer);
CREATE AGGREGATE place(integer ORDER BY integer) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = last_of, FINALFUNC_EXTRA);
CREATE FUNCTION last_of(internal, integer, integer) RETURNS bigint LANGUAGE internal AS 'hypothetical_rank_final';

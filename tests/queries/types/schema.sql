CREATE SCHEMA app;
CREATE EXTENSION citext;
CREATE TYPE app.mood AS ENUM ('happy', 'sad');
CREATE TYPE app.address AS (street text, zip int);
CREATE DOMAIN app.positive AS int CHECK (VALUE > 0);
CREATE DOMAIN app.code AS varchar(7) NOT NULL;
CREATE DOMAIN app.short_code AS app.code;
CREATE TYPE app.span AS RANGE (subtype = float8);
CREATE TABLE app."Every Type" (
    a_bool boolean NOT NULL, a_small smallint NOT NULL, an_int integer NOT NULL, a_big bigint NOT NULL, a_real real, a_double double precision,
    a_numeric numeric(10, 2), a_text text, a_varchar varchar(255), a_char char(3), a_bytea bytea, a_uuid uuid, a_date date, a_time time, a_timetz timetz,
    a_timestamp timestamp(3), a_timestamptz timestamptz, an_interval interval day to second, a_json json, a_jsonb jsonb, an_inet inet, a_cidr cidr,
    a_mac macaddr, a_range int4range, a_multirange int4multirange, a_span app.span, a_mood app.mood, an_address app.address, a_positive app.positive,
    a_code app.code, a_short app.short_code, ints int[], texts varchar(5)[] NOT NULL, moods app.mood[], positives app.positive[], addresses app.address[],
    a_citext citext, a_point point, a_bit bit(3), a_money money, an_xml xml, a_vector tsvector, an_oid oid, a_name name, a_one "char",
    status text NOT NULL CHECK (status IN ('new', 'old'))
);

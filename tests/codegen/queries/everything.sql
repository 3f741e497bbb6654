-- Every type as a parameter, as a column of a result and as one of a row that is copied; in binary form where all have one, else as text.

-- name: all_of_everything :many
SELECT * FROM everything ORDER BY id;

-- name: binary_of_everything :many
SELECT id, a_boolean, a_smallint, an_integer, a_bigint, an_oid, a_real, a_double, a_numeric, a_text, a_varchar, a_char, a_name, a_citext, a_bytea,
    a_uuid, a_date, a_time, a_timestamp, a_timestamptz, an_interval, a_jsonb, an_inet, a_cidr, a_macaddr, an_int4range, an_int8range, a_numrange,
    a_daterange, a_tsrange, a_tstzrange, a_mood, a_positive, a_code, a_small_code, a_light, some_tags, maybe_integer, maybe_text, maybe_mood,
    booleans, smallints, integers, bigints, oids, reals, doubles, numerics, texts, byteas, uuids, dates, times, timestamps, timestamptzs,
    intervals, jsonbs, inets, cidrs, macaddrs, int4ranges, tstzranges, maybe_texts
FROM everything ORDER BY id;

-- name: set_everything :exec
UPDATE everything SET a_boolean = @a_boolean, a_smallint = @a_smallint, an_integer = @an_integer, a_bigint = @a_bigint, an_oid = @an_oid, a_real = @a_real,
    a_double = @a_double, a_numeric = @a_numeric, a_text = @a_text, a_varchar = @a_varchar, a_char = @a_char, a_letter = @a_letter,
    a_name = @a_name, a_citext = @a_citext, an_xml = @an_xml, a_bytea = @a_bytea, a_uuid = @a_uuid, a_date = @a_date, a_time = @a_time,
    a_timetz = @a_timetz, a_timestamp = @a_timestamp, a_timestamptz = @a_timestamptz, an_interval = @an_interval, a_json = @a_json,
    a_jsonb = @a_jsonb, a_point = @a_point, a_tsvector = @a_tsvector, a_bit = @a_bit, a_money = @a_money, an_inet = @an_inet, a_cidr = @a_cidr,
    a_macaddr = @a_macaddr, a_macaddr8 = @a_macaddr8, an_int4range = @an_int4range, an_int8range = @an_int8range, a_numrange = @a_numrange,
    a_daterange = @a_daterange, a_tsrange = @a_tsrange, a_tstzrange = @a_tstzrange, a_float_range = @a_float_range, a_multirange = @a_multirange,
    a_mood = @a_mood, a_positive = @a_positive, a_code = @a_code, a_small_code = @a_small_code, a_light = @a_light, some_tags = @some_tags,
    an_address = @an_address, a_nothing = @a_nothing, maybe_integer = @maybe_integer?, maybe_text = @maybe_text?, maybe_mood = @maybe_mood?,
    maybe_address = @maybe_address?, booleans = @booleans, smallints = @smallints, integers = @integers, bigints = @bigints, oids = @oids,
    reals = @reals, doubles = @doubles, numerics = @numerics, texts = @texts, varchars = @varchars, citexts = @citexts, byteas = @byteas,
    uuids = @uuids, dates = @dates, times = @times, timestamps = @timestamps, timestamptzs = @timestamptzs, intervals = @intervals,
    jsons = @jsons, jsonbs = @jsonbs, points = @points, inets = @inets, cidrs = @cidrs, macaddrs = @macaddrs, int4ranges = @int4ranges,
    tstzranges = @tstzranges, moods = @moods, positives = @positives, addresses = @addresses, maybe_texts = @maybe_texts?
WHERE id = @id;

-- name: copy_everything :copy
INSERT INTO everything (a_boolean, a_smallint, an_integer, a_bigint, an_oid, a_real, a_double, a_numeric, a_text, a_varchar, a_char, a_letter, a_name, a_citext,
    an_xml, a_bytea, a_uuid, a_date, a_time, a_timetz, a_timestamp, a_timestamptz, an_interval, a_json, a_jsonb, a_point, a_tsvector, a_bit,
    a_money, an_inet, a_cidr, a_macaddr, a_macaddr8, an_int4range, an_int8range, a_numrange, a_daterange, a_tsrange, a_tstzrange, a_float_range,
    a_multirange, a_mood, a_positive, a_code, a_small_code, a_light, some_tags, an_address, a_nothing, maybe_integer, maybe_text, maybe_mood,
    maybe_address, booleans, smallints, integers, bigints, oids, reals, doubles, numerics, texts, varchars, citexts, byteas, uuids, dates, times,
    timestamps, timestamptzs, intervals, jsons, jsonbs, points, inets, cidrs, macaddrs, int4ranges, tstzranges, moods, positives, addresses,
    maybe_texts)
VALUES (@a_boolean, @a_smallint, @an_integer, @a_bigint, @an_oid, @a_real, @a_double, @a_numeric, @a_text, @a_varchar, @a_char, @a_letter, @a_name,
    @a_citext, @an_xml, @a_bytea, @a_uuid, @a_date, @a_time, @a_timetz, @a_timestamp, @a_timestamptz, @an_interval, @a_json, @a_jsonb, @a_point,
    @a_tsvector, @a_bit, @a_money, @an_inet, @a_cidr, @a_macaddr, @a_macaddr8, @an_int4range, @an_int8range, @a_numrange, @a_daterange,
    @a_tsrange, @a_tstzrange, @a_float_range, @a_multirange, @a_mood, @a_positive, @a_code, @a_small_code, @a_light, @some_tags, @an_address,
    @a_nothing, @maybe_integer?, @maybe_text?, @maybe_mood?, @maybe_address?, @booleans, @smallints, @integers, @bigints, @oids, @reals,
    @doubles, @numerics, @texts, @varchars, @citexts, @byteas, @uuids, @dates, @times, @timestamps, @timestamptzs, @intervals, @jsons, @jsonbs,
    @points, @inets, @cidrs, @macaddrs, @int4ranges, @tstzranges, @moods, @positives, @addresses, @maybe_texts?);

-- name: copy_binary :copy
INSERT INTO binary_alone (a_boolean, a_smallint, an_integer, a_bigint, an_oid, a_real, a_double, a_numeric, a_text, a_varchar, a_char, a_name, a_citext, a_bytea,
    a_uuid, a_date, a_time, a_timestamp, a_timestamptz, an_interval, a_jsonb, an_inet, a_cidr, a_macaddr, an_int4range, an_int8range, a_numrange,
    a_daterange, a_tsrange, a_tstzrange, a_mood, a_positive, a_code, a_small_code, a_light, some_tags, maybe_integer, maybe_text, maybe_mood,
    booleans, smallints, integers, bigints, oids, reals, doubles, numerics, texts, byteas, uuids, dates, times, timestamps, timestamptzs,
    intervals, jsonbs, inets, cidrs, macaddrs, int4ranges, tstzranges, maybe_texts)
VALUES (@a_boolean, @a_smallint, @an_integer, @a_bigint, @an_oid, @a_real, @a_double, @a_numeric, @a_text, @a_varchar, @a_char, @a_name, @a_citext,
    @a_bytea, @a_uuid, @a_date, @a_time, @a_timestamp, @a_timestamptz, @an_interval, @a_jsonb, @an_inet, @a_cidr, @a_macaddr, @an_int4range,
    @an_int8range, @a_numrange, @a_daterange, @a_tsrange, @a_tstzrange, @a_mood, @a_positive, @a_code, @a_small_code, @a_light, @some_tags,
    @maybe_integer?, @maybe_text?, @maybe_mood?, @booleans, @smallints, @integers, @bigints, @oids, @reals, @doubles, @numerics, @texts, @byteas,
    @uuids, @dates, @times, @timestamps, @timestamptzs, @intervals, @jsonbs, @inets, @cidrs, @macaddrs, @int4ranges, @tstzranges, @maybe_texts?);

-- name: all_of_binary_alone :many
SELECT * FROM binary_alone ORDER BY a_bigint;

-- name: of_mood :many
SELECT id, a_mood FROM everything WHERE a_mood = @mood;

-- name: of_light :many
SELECT count(*) AS lights FROM everything WHERE a_light = @light;

-- name: of_ids :many
SELECT id, maybe_text FROM everything WHERE id = ANY (@ids) ORDER BY id DESC;

-- name: of_varchars :one
SELECT id FROM everything WHERE varchars = @varchars;

-- name: of_maybe :one
SELECT id, maybe_mood FROM everything WHERE maybe_mood IS NOT DISTINCT FROM @maybe_mood?;

-- name: of_address :one
SELECT an_address FROM everything WHERE (an_address).street = @street AND (an_address).city IS NOT NULL;

-- name: of_json :many
SELECT a_json, a_jsonb -> 'a' AS part FROM everything WHERE a_jsonb @> @document;

-- Names that would be in the way.
-- name: odd_parameters :one
SELECT @class::int AS "class", @repo::text AS repo, @values::text AS "values", @Mood::mood AS "Mood", @parameters?::text AS parameters, 'a "quote" \ )sql"
' AS "one?";

-- name: one_repo :many
SELECT id FROM everything WHERE a_text = @repo;

-- name: delete :exec
DELETE FROM everything;

-- name: copy_readings :copy
INSERT INTO readings (sensor, tenant_id, at) VALUES (@sensor, @tenant_id, @at?);

-- name: copy_readings_of_all :copy
-- scope: all
INSERT INTO readings (tenant_id, sensor) VALUES (@tenant_id, @sensor);

-- name: copy_profiles :copy
INSERT INTO profiles (tenant_id, user_id, status) VALUES (@tenant_id, @user_id, @status);

-- name: sensors :many
SELECT sensor, at FROM readings WHERE tenant_id = @tenant_id ORDER BY sensor;

-- name: remove_group :exec
DELETE FROM groups WHERE id = @id;

-- name: move_group :exec
UPDATE groups SET id = @to, parent_id = @parent? WHERE id = @id;

-- name: follow_group :exec
WITH gone AS (DELETE FROM groups WHERE id = @id) INSERT INTO follows (follower_id, followed_id) VALUES (@follower, @followed);

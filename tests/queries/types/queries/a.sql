-- name: every_type :many
SELECT * FROM app."Every Type";

-- name: by_every_type :exec
UPDATE app."Every Type" SET a_bool = @a_bool, a_small = @a_small, an_int = @an_int, a_big = @a_big, a_real = @a_real, a_double = @a_double,
    a_numeric = @a_numeric, a_text = @a_text, a_varchar = @a_varchar, a_char = @a_char, a_bytea = @a_bytea, a_uuid = @a_uuid, a_date = @a_date,
    a_time = @a_time, a_timestamp = @a_timestamp, a_timestamptz = @a_timestamptz, an_interval = @an_interval, a_json = @a_json, a_jsonb = @a_jsonb,
    an_inet = @an_inet, a_cidr = @a_cidr, a_range = @a_range, a_multirange = @a_multirange, a_mood = @a_mood, an_address = @an_address,
    a_positive = @a_positive, a_code = @a_code, ints = @ints, texts = @texts, moods = @moods, positives = @positives, a_citext = @a_citext,
    status = @status;

-- name: computed :many
SELECT a_small + 1::smallint AS small, an_int::bigint * 2 AS big, a_mood::text AS mood, a_positive + 1 AS plain, (an_address).zip AS zip, ints[1] AS first,
    lower(a_range) AS lower FROM app."Every Type";

-- name: by_status :many
SELECT status FROM app."Every Type" WHERE status = @status AND a_mood = @mood AND a_varchar = @varchar;

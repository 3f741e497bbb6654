-- Who has that status, by name.
-- name: staff_of :many
-- "full name" may be missing.
SELECT id, name, status, "full name", upper(name) AS "loud" FROM staff WHERE status = @status ORDER BY name;

-- name: member :one
SELECT * FROM staff WHERE id = @id;

-- name: any_member :one
SELECT * FROM staff WHERE name <> ALL (@but_not);

-- name: rename_member :exec
UPDATE staff SET name = @name, "full name" = @full_name? WHERE id = @id;

-- name: copy_staff :copy
INSERT INTO staff (name, status, "full name") VALUES (@name, @status, @full_name?);

-- name: counts :many
-- `${tick}` \ and */ are text.
SELECT status, count(*) AS members, count(*) FILTER (WHERE "full name" = '`${x}\') AS odd, max(number) AS "last!" FROM staff GROUP BY status ORDER BY status;

-- name: copy_everything :copy
INSERT INTO everything (a_boolean, a_smallint, an_integer, a_bigint, a_real, a_double, a_numeric, a_text, a_char, a_bytea, a_uuid, a_date, a_time,
    a_timestamp, a_timestamptz, an_interval, a_json, a_jsonb, a_point, a_mood, a_positive, a_code, a_pair, an_inet, a_range, booleans, integers, bigints,
    doubles, numerics, texts, uuids, dates, timestamptzs, intervals, jsonbs, byteas, points, times, moods, positives, inets)
VALUES (@a_boolean, @a_smallint, @an_integer, @a_bigint, @a_real, @a_double, @a_numeric, @a_text, @a_char, @a_bytea, @a_uuid, @a_date, @a_time,
    @a_timestamp, @a_timestamptz, @an_interval, @a_json, @a_jsonb, @a_point, @a_mood, @a_positive, @a_code, @a_pair, @an_inet, @a_range, @booleans,
    @integers, @bigints, @doubles, @numerics, @texts, @uuids, @dates, @timestamptzs, @intervals, @jsonbs, @byteas, @points, @times, @moods, @positives,
    @inets);

-- name: everything_there :many
SELECT * FROM everything WHERE a_mood = @mood AND an_integer = ANY (@integers) AND a_timestamptz <= @until;

-- name: constants :one
SELECT 1 AS one, NULL AS nothing, 'a' AS letter, true AS yes, NULL::int AS no_number;

-- name: coalesced :many
SELECT COALESCE(body, '') AS filled, COALESCE(body, mood::text) AS unsure, COALESCE(body, title) AS by_title, GREATEST(score, NULL) AS most FROM notes;

-- name: cases :many
SELECT CASE WHEN score > 1 THEN 'a' ELSE 'b' END AS sure, CASE WHEN score > 1 THEN 'a' END AS open, CASE score WHEN 1 THEN body ELSE title END AS of_body,
    NULLIF(score, 0) AS nullif FROM notes;

-- name: operators :many
SELECT score + 1 AS more, title || '!' AS loud, title || body AS unsure, score > 1 AS is_more, body LIKE 'a%' AS unsure_like, title ~ 'a' AS matches,
    data -> 'a' AS part, data ->> 'a' AS part_text, data || '{}' AS merged, data @> '{}' AS holds, tags || 'x'::text AS tagged, tags && '{a}' AS overlaps,
    at + interval '1 day' AS later, at - at AS span, -score AS negative, score IN (1, 2) AS listed, score = ANY (ARRAY[1, NULL]) AS unsure_any FROM notes;

-- name: tests :many
SELECT body IS NULL AS is_null, body IS DISTINCT FROM title AS is_distinct, (score > 1) IS TRUE AS is_true, NOT score > 1 AS is_not,
    score > 1 AND body = 'a' AS unsure_and FROM notes;

-- name: functions :many
SELECT lower(title) AS lower, upper(body) AS unsure_upper, now() AS now, CURRENT_DATE AS today, concat(body, 'a') AS joined, length(title) AS size,
    array_length(tags, 1) AS unsure_length, cardinality(tags) AS count, date_trunc('week', at) AS week, at AT TIME ZONE 'UTC' AS utc,
    extract(year FROM at) AS unsure_year, to_char(at, 'YYYY') AS unsure_text, shortened(title) AS unsure_own, jsonb_build_object('a', body) AS built,
    substring(title from 'a(b)') AS unsure_match, to_jsonb(title) AS as_json, gen_random_uuid() AS id, current_user AS who, current_schema AS unsure_schema,
    round(score::numeric, 2) AS rounded, trim(title) AS trimmed FROM notes;

-- name: casts :many
SELECT score::text AS of_score, title::varchar(3) AS cut, at::date AS day, at::time AS unsure_time, (data -> 'a')::text AS unsure_part, data::text AS whole,
    data::int AS unsure_number, title::mood AS feeling, score::bigint AS large, score::numeric(5, 2) AS exact FROM notes;

-- name: aggregates :one
SELECT count(*) AS all_rows, count(body) AS bodies, sum(score) AS unsure_sum, max(at) AS unsure_max, array_agg(title) AS unsure_titles,
    COALESCE(sum(score), 0) AS sum, bool_and(true) AS unsure_all FROM notes;

-- name: grouped :many
SELECT title, body, count(*) AS rows, sum(score) AS sum, max(body) AS unsure_body, array_agg(body) AS unsure_bodies, string_agg(title, ',') AS titles,
    sum(score) FILTER (WHERE score > 1) AS unsure_filtered, avg(score) AS average, sum(score) + 1 AS more, stddev(score) AS unsure_deviation
FROM notes GROUP BY title, body;

-- name: grouping_sets :many
SELECT title, score, count(*) AS rows, grouping(title) AS level FROM notes GROUP BY ROLLUP (title, score);

-- name: windows :many
SELECT row_number() OVER (ORDER BY id) AS place, lag(score) OVER (ORDER BY id) AS before, count(*) OVER () AS rows, sum(score) OVER () AS unsure_sum FROM notes;

-- name: distinct_on :many
SELECT DISTINCT ON (title) title, body, id FROM notes ORDER BY title, at DESC;

-- name: sets_in_the_list :many
SELECT id, unnest(tags) AS tag FROM notes;

-- name: of_arrays_and_rows :many
SELECT ARRAY[body] AS bodies, ROW(body, title) AS pair, tags[1] AS first, (SELECT array_agg(x) FROM unnest(tags) AS x) AS unsure_again FROM notes;

-- name: overridden :many
SELECT body AS "body!", title AS "title?", data ->> 'kind' AS "kind!", score AS "Score" FROM notes;

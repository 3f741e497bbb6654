-- SPDX-License-Identifier: Apache-2.0

-- Finds devices by name.
-- name: by_name :many
-- The name may hold wildcards,
-- as LIKE has them.
SELECT id FROM devices WHERE hostname LIKE @hostname AND site = @site?;

/* name: block_comment :one */
/*
 * Of a block.
 */
SELECT id FROM devices WHERE id = @id;

-- name: repeated :many
SELECT id FROM devices WHERE site = @term OR hostname = @term LIMIT @count OFFSET @skip;

-- name: without_blanks :many
SELECT id FROM devices WHERE id=@id AND score>=@low AND score<=@high AND site<>@site AND hostname!=@hostname OR score BETWEEN @low AND @high;

-- name: not_parameters :many
SELECT id, @ score AS "absolute", '@text' AS "text", tags @> '{}' AS holds, '{}'::jsonb <@tags AS held, tags @@ '$.a' AS matched, $$@body$$ AS body,
    1 /* @comment */ AS one -- @line
FROM devices WHERE "site" = E'@a';

-- name: key_exists :many
SELECT id FROM devices WHERE tags ? @key AND tags ?| @keys AND @other?::text IS NULL AND @document::jsonb ? 'a' = true;

-- name: numbered :many
SELECT id FROM devices WHERE hostname = $1 AND site = $2 AND score > $3 AND score < $4 AND $5 AND score + $6 > 1 LIMIT $7;

-- name: typed :many
SELECT @ids::bigint[] AS ids, @from::timestamptz AS "from", @term AS term, coalesce(@maybe?, 'a') AS sure, @none?::text AS unsure;

-- name: in_places :many
SELECT id FROM devices WHERE id = ANY (@ids) AND site = ANY (@sites?);

-- name: filtered_or_all :many
SELECT id FROM devices WHERE (@site?::text IS NULL OR site = @site?);

-- name: function_arguments :one
SELECT length(@value) AS size, repeat(@text, @times) AS repeated FROM (SELECT 1) AS x WHERE pg_sleep(@seconds) IS NOT NULL;

-- name: CamelCase :exec
SELECT @orgId::int AS id;

-- name: misspelled :many
SELECT id,
    hostnam
FROM devices;

-- name: after_parameters :many
SELECT id FROM devices WHERE site = @a_long_name_of_a_site AND hostname = @hostname AND ünknown = 1;

-- name: missing_table :one
SELECT * FROM device;

-- name: syntax :many
SELECT id FROM devices WHERE;

-- name: undecided :many
SELECT id FROM devices WHERE $2 = site;

-- name: of_unknown_type :many
SELECT id FROM devices WHERE site = @site AND @ünknown IS NULL;

-- name: mixed :many
SELECT id FROM devices WHERE id = $1 AND site = @site;

-- name: sometimes_null :many
SELECT id FROM devices WHERE site = @site? OR hostname = @site;

-- name: twice :many
SELECT a.id, b.id FROM devices a, devices b;

-- name: unnamed_column :one
SELECT id, id + 1 FROM devices;

-- name: no_rows :one
DELETE FROM devices;

-- name: copy_expression :copy
INSERT INTO devices (id, hostname) VALUES (@id, lower(@hostname));

-- name: copy_selected :copy
SELECT id FROM devices;

-- name: colon :many
SELECT id FROM devices WHERE id = :id;

-- name: of_sqlc :many
SELECT id FROM devices WHERE id = sqlc.arg(id);

-- name: several :many
-- name: statement_of_several :many
SELECT 1 AS one;

SELECT 2 AS unnamed;

-- name: a-b :many
SELECT 1 AS one;

-- name: unknown_command :all
SELECT 1 AS one;

-- name: no_command
SELECT 1 AS one;

-- name: schema_change :exec
DROP TABLE devices;

-- name: fine :many
SELECT id FROM devices;

-- name: copy_cast :copy
INSERT INTO devices (id, hostname) VALUES (@id, @hostname::text::varchar(3));

-- name: copy_other_type :copy
INSERT INTO devices (id, hostname) VALUES (@id::int, @hostname);

-- name: trailing :many

-- name: open_string :many
SELECT 'abc;

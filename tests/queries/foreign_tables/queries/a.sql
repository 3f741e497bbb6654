-- Nobody checks what is said of rows elsewhere.

-- name: partly_foreign :many
SELECT id, region FROM mixed;

-- name: foreign_rows :many
SELECT id FROM foreigners;

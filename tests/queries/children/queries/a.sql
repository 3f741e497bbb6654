-- name: parents :many
SELECT * FROM parents;

-- name: children :many
SELECT name, age, tableoid FROM children;

-- name: parted :many
SELECT id, region, ctid FROM parted;

-- name: coded :many
SELECT c.code, d.code AS unsure FROM coded c LEFT JOIN coded d ON d.id = c.id;

-- name: odd_names :many
SELECT "Id", "a b", p AS "Parent" FROM "Odd Name" o JOIN parents p ON p.id = o."Id" WHERE "Id" = $1 AND "a b" = $2;

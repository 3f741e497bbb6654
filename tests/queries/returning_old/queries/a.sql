-- name: updated :many
UPDATE stock SET amount = amount + @by RETURNING item, old.amount AS before, new.amount AS after, new.note;

-- name: inserted :one
INSERT INTO stock (item, amount) VALUES (@item, @amount) RETURNING old.amount AS unsure_before, new.amount AS after;

-- name: upserted :one
INSERT INTO stock (item, amount) VALUES (@item, @amount) ON CONFLICT (item) DO UPDATE SET amount = EXCLUDED.amount
RETURNING old.amount AS unsure_before, new.amount AS after;

-- name: deleted :many
DELETE FROM stock RETURNING old.item, new.item AS unsure_item;

-- name: constraints_not_valid :many
SELECT item, sum, late FROM totals;

-- name: grouped :many
SELECT item, note, sum(amount) AS amount FROM stock GROUP BY item, note;

-- name: rolled_up :many
SELECT item, note, sum(amount) AS amount FROM stock GROUP BY ROLLUP (item, note);

-- name: grouped_left :many
SELECT s.note, t.item, count(*) AS rows FROM stock s LEFT JOIN totals t USING (item) GROUP BY s.note, t.item;

-- name: grouped_expression :many
SELECT item + 1 AS following, upper(note) AS large FROM stock GROUP BY item + 1, upper(note);

-- name: json_null :many
SELECT (to_jsonb(note) -> 'a')::int AS unsure FROM stock;

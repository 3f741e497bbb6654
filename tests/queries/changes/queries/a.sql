-- name: insert_returning :one
INSERT INTO accounts (name, note) VALUES (@name, @note?) RETURNING *;

-- name: insert_some :one
INSERT INTO accounts (name) VALUES (@name) RETURNING id, note, upper(name) AS large;

-- name: insert_without :exec
INSERT INTO accounts (name, balance) VALUES ($1, $2);

-- name: upsert :one
INSERT INTO accounts AS a (name) VALUES (@name) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name RETURNING a.id, a.note;

-- name: update_returning :many
UPDATE accounts SET balance = balance + @amount WHERE id = @id RETURNING id, balance, note;

-- name: update_from :many
UPDATE accounts a SET note = 'x' FROM moves m WHERE m.account_id = a.id RETURNING a.id, m.amount;

-- name: update_from_left :many
UPDATE accounts a SET note = 'x' FROM moves m LEFT JOIN moves n ON n.id = m.id + 1 WHERE m.account_id = a.id RETURNING a.id, m.amount, n.amount AS following;

-- name: update_to_null :many
-- The condition is about the row as it was.
UPDATE accounts SET note = NULL WHERE note = 'x' RETURNING id, note;

-- name: delete_noted :many
DELETE FROM accounts WHERE note IS NOT NULL AND id = 3 RETURNING id, note;

-- name: update_joined :many
UPDATE accounts a SET note = NULL FROM accounts b WHERE a.note = b.note AND b.id = a.id RETURNING a.note, b.note AS before;

-- name: delete_using :many
DELETE FROM moves m USING accounts a WHERE a.id = m.account_id AND a.name = $1 RETURNING m.id, a.note, a.name;

-- name: delete_some :exec
DELETE FROM moves WHERE id = ANY (@ids);

-- name: through_view :one
INSERT INTO open_accounts (name) VALUES (@name) RETURNING id, name;

-- name: copy_moves :copy
INSERT INTO moves (id, account_id, amount) VALUES (@id, @account_id, @amount);

-- name: copy_accounts :copy
INSERT INTO accounts (note, name) VALUES ($2, $1);

-- name: refresh :exec
ANALYZE accounts;

-- name: setting :one
SHOW work_mem;

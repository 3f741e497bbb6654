-- name: whole_row :many
SELECT * FROM devices;

-- name: inner_join :many
SELECT d.id, d.site, g.name FROM devices d JOIN groups g ON g.id = d.group_id;

-- name: left_join :many
SELECT d.hostname, g.name, g.id AS group_id, d.group_id AS given FROM devices d LEFT JOIN groups g ON g.id = d.group_id;

-- name: right_join :many
SELECT d.hostname, g.name FROM devices d RIGHT JOIN groups g ON g.id = d.group_id;

-- name: full_join :many
SELECT d.hostname, g.name FROM devices d FULL JOIN groups g ON g.id = d.group_id;

-- name: full_join_using :many
SELECT id, d.id AS of_device, d.hostname, g.name FROM devices d FULL JOIN groups g USING (id);

-- name: full_join_using_below_left :many
SELECT p.number, id FROM ports p LEFT JOIN (devices d FULL JOIN groups g USING (id)) ON p.device_id = id;

-- name: nested_left :many
SELECT d.hostname, g.name, p.number FROM devices d LEFT JOIN (groups g JOIN ports p ON p.number = g.id) ON g.id = d.group_id;

-- name: inner_behind_left_excludes :many
SELECT g.name, d.hostname, p.number FROM groups g LEFT JOIN devices d ON d.group_id = g.id JOIN ports p ON p.device_id = d.id;

-- name: left_with_condition :many
-- The condition leaves no row that was filled up.
SELECT d.hostname, g.name, g.note FROM devices d LEFT JOIN groups g ON g.id = d.group_id WHERE g.name LIKE 'a%';

-- name: left_with_is_null :many
SELECT d.hostname, g.name FROM devices d LEFT JOIN groups g ON g.id = d.group_id WHERE g.id IS NULL;

-- name: left_with_or :many
SELECT g.name FROM devices d LEFT JOIN groups g ON g.id = d.group_id WHERE g.name = 'a' OR d.site = 'b';

-- name: full_with_condition :many
SELECT d.hostname, g.name FROM devices d FULL JOIN groups g ON g.id = d.group_id WHERE d.id > 0;

-- name: condition_on_column :many
SELECT id, site FROM devices WHERE site IS NOT NULL;

-- name: condition_keeps_the_row :many
SELECT * FROM devices WHERE site = 'a';

-- name: condition_not :many
SELECT id, site FROM devices WHERE NOT site = 'a';

-- name: condition_in :many
SELECT site FROM devices WHERE site IN ('a', 'b');

-- name: condition_in_query :many
SELECT site FROM devices WHERE site IN (SELECT name FROM groups);

-- name: condition_coalesced :many
SELECT site FROM devices WHERE COALESCE(site, 'a') = 'a';

-- name: from_view :many
SELECT * FROM grouped;

-- name: from_view_of_view :many
SELECT id, group_name FROM named;

-- name: from_materialized_view :many
SELECT * FROM kept;

-- name: natural :many
SELECT * FROM groups NATURAL LEFT JOIN (SELECT id, hostname FROM devices) d;

-- name: row_of_the_nullable_side :many
SELECT g.* FROM devices d LEFT JOIN groups g ON g.id = d.group_id;

-- name: row_of_the_other_side :many
SELECT d.* FROM devices d LEFT JOIN groups g ON g.id = d.group_id;

-- name: lateral_join :many
SELECT g.name, last.hostname FROM groups g LEFT JOIN LATERAL (SELECT hostname FROM devices d WHERE d.group_id = g.id ORDER BY id LIMIT 1) last ON true;

-- name: cross_lateral :many
SELECT g.name, last.hostname FROM groups g, LATERAL (SELECT hostname FROM devices d WHERE d.group_id = g.id) last;

-- name: whole_row_value :many
SELECT d.id, g FROM devices d LEFT JOIN groups g ON g.id = d.group_id;

-- name: series :many
SELECT day, count(d.id) AS devices, max(d.id) AS last FROM generate_series(1, 3) AS day LEFT JOIN devices d ON d.id = day GROUP BY day;

-- name: numbered :many
SELECT value, number FROM unnest(ARRAY['a', 'b']) WITH ORDINALITY AS u (value, number);

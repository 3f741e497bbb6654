-- name: from_subquery :many
SELECT s.name, s.note, s.large FROM (SELECT name, note, upper(name) AS large FROM nodes) AS s;

-- name: left_subquery :many
SELECT n.name, s.tag, s.tags FROM nodes n LEFT JOIN (SELECT node_id, max(tag) AS tag, count(*) AS tags FROM tags GROUP BY node_id) s ON s.node_id = n.id;

-- name: scalar :many
SELECT (SELECT count(*) FROM tags t WHERE t.node_id = n.id) AS tags, (SELECT name FROM nodes p WHERE p.id = n.parent_id) AS parent,
    (SELECT max(tag) FROM tags) AS unsure_max, (SELECT 1) AS one, (SELECT n.name) AS name, (SELECT n.note) AS note FROM nodes n;

-- name: exists_and_arrays :many
SELECT EXISTS (SELECT FROM tags t WHERE t.node_id = n.id) AS has_tags, ARRAY(SELECT tag FROM tags t WHERE t.node_id = n.id) AS tags,
    n.name IN (SELECT tag FROM tags) AS unsure_in FROM nodes n;

-- name: unions :many
SELECT name, note, id FROM nodes UNION ALL SELECT tag, tag, NULL FROM tags;

-- name: intersection :many
SELECT note, parent_id FROM nodes INTERSECT SELECT name, parent_id FROM nodes;

-- name: exception :many
SELECT name, note FROM nodes EXCEPT SELECT NULL, NULL;

-- name: values_list :many
SELECT v.a, v.b FROM (VALUES (1, 'x'), (2, NULL)) AS v (a, b);

-- name: bare_values :many
VALUES (1, 'x'), (2, 'y');

-- name: with_query :many
WITH roots AS (SELECT id, name, note FROM nodes WHERE parent_id IS NULL) SELECT r.name, r.note, t.tag FROM roots r LEFT JOIN tags t ON t.node_id = r.id;

-- name: recursive :many
WITH RECURSIVE tree (id, name, note, depth, path) AS (
    SELECT id, name, name, 0, ARRAY[name] FROM nodes WHERE parent_id IS NULL
    UNION ALL
    SELECT n.id, n.name, n.note, t.depth + 1, t.path || n.name FROM nodes n JOIN tree t ON t.id = n.parent_id
)
SELECT * FROM tree;

-- name: recursive_in_recursive :many
WITH RECURSIVE tree (id, note) AS (
    SELECT id, name FROM nodes WHERE parent_id IS NULL
    UNION ALL
    SELECT n.id, (WITH RECURSIVE up (note) AS (SELECT t.note UNION SELECT up.note FROM up) SELECT max(note) FROM up) FROM nodes n JOIN tree t ON t.id = n.parent_id
)
SELECT * FROM tree;

-- name: recursive_turning_null :many
WITH RECURSIVE steps (a, b, c) AS (SELECT 1, 'x', 'y' UNION ALL SELECT a + 1, c, NULL FROM steps WHERE a < 4) SELECT a, b, c FROM steps;

-- name: with_changes :many
WITH gone AS (DELETE FROM tags WHERE tag = @tag RETURNING node_id, tag) SELECT g.node_id, g.tag, n.name FROM gone g LEFT JOIN nodes n ON n.id = g.node_id;

-- name: shadowed_with :many
WITH x AS (SELECT NULL::text AS name) SELECT (SELECT name FROM (WITH x AS (SELECT name FROM nodes) SELECT name FROM x) y LIMIT 1) AS unsure_inner, name FROM x;

-- name: ordered_by_what_is_not_shown :many
SELECT name FROM nodes ORDER BY note, id;

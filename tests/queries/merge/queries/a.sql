-- name: merged :many
MERGE INTO stock s USING deliveries d ON d.item = s.item
WHEN MATCHED THEN UPDATE SET amount = s.amount + d.amount
WHEN NOT MATCHED THEN INSERT (item, amount) VALUES (d.item, d.amount)
RETURNING merge_action() AS action, s.item, s.amount, s.note, d.amount AS unsure_delivered, d.item AS unsure_item;

-- name: merged_both_ways :many
MERGE INTO stock s USING deliveries d ON d.item = s.item AND d.amount > 0
WHEN MATCHED THEN UPDATE SET amount = s.amount + d.amount
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING s.item, d.item AS unsure_item, d.amount AS unsure_amount;

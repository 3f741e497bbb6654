-- What was run in the seven days from then on, the devices with the most failures first.
-- name: weekly_report :many
SELECT d.hostname, count(*) AS runs, count(*) FILTER (WHERE r.status = 'error') AS failed, max(r.inserted_at) AS last
FROM runs r
JOIN devices d ON d.id = r.device_id
WHERE r.inserted_at >= @week AND r.inserted_at < @week + interval '7 days'
GROUP BY d.id
ORDER BY failed DESC, d.hostname;

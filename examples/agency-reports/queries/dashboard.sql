-- The dashboard of one tenant. Every query says whose: what belongs to another tenant is never found.

-- The weeks to choose from, the last one first. Drafts are for the agency alone.
-- name: report_weeks :many
SELECT id, week_ending_date, status, published_at
FROM report_weeks
WHERE tenant_id = @tenant_id AND (status = 'published' OR @with_drafts)
ORDER BY week_ending_date DESC
LIMIT @most;

-- One week's report: what was written by hand, and the numbers in all.
-- name: weekly_report :one
SELECT
    w.id, w.week_ending_date, w.status, w.published_at, u.name AS published_by,
    t.name AS tenant, t.timezone,
    m.narrative_rich, m.initiatives_rich, m.needs_rich, m.discovery_days_rich,
    l.leads, l.qualified_leads, l.cost,
    -- Of a week without leads there is no such number.
    round(l.cost / nullif(l.leads, 0), 2) AS cost_per_lead,
    p.candidates, p.pipeline_value
FROM report_weeks w
JOIN tenants t ON t.id = w.tenant_id
LEFT JOIN users u ON u.id = w.published_by
LEFT JOIN report_week_manual m ON m.report_week_id = w.id
CROSS JOIN LATERAL (
    SELECT coalesce(sum(leads), 0) AS leads, coalesce(sum(qualified_leads), 0) AS qualified_leads, coalesce(sum(cost), 0) AS cost
    FROM lead_metrics
    WHERE tenant_id = w.tenant_id AND report_week_id = w.id AND dimension_type = @dimension_type
) l
CROSS JOIN LATERAL (
    SELECT coalesce(sum(count), 0) AS candidates, coalesce(sum(dollar_value), 0) AS pipeline_value
    FROM pipeline_stage_counts
    WHERE tenant_id = w.tenant_id AND report_week_id = w.id
) p
WHERE w.tenant_id = @tenant_id AND w.week_ending_date = @week_ending_date;

-- A week's leads by source, campaign or whatever the dimension is, beside those of the week before.
-- name: lead_metrics_of_week :many
SELECT
    now.dimension_value, coalesce(now.clicks, 0) AS clicks, coalesce(now.impressions, 0) AS impressions, coalesce(now.cost, 0) AS cost,
    coalesce(now.leads, 0) AS leads, coalesce(now.qualified_leads, 0) AS qualified_leads,
    before.leads AS leads_before
FROM report_weeks w
JOIN lead_metrics now ON now.report_week_id = w.id AND now.tenant_id = w.tenant_id
LEFT JOIN report_weeks last_week ON last_week.tenant_id = w.tenant_id AND last_week.week_ending_date = w.week_ending_date - 7
LEFT JOIN lead_metrics before ON before.report_week_id = last_week.id AND before.tenant_id = w.tenant_id
    AND before.dimension_type = now.dimension_type AND before.dimension_value = now.dimension_value
WHERE w.tenant_id = @tenant_id AND w.week_ending_date = @week_ending_date AND now.dimension_type = @dimension_type
ORDER BY leads DESC, now.dimension_value;

-- The pipeline of a week, stage by stage.
-- name: pipeline_of_week :many
SELECT p.stage, sum(coalesce(p.count, 0)) AS candidates, sum(coalesce(p.dollar_value, 0)) AS dollar_value
FROM pipeline_stage_counts p
JOIN report_weeks w ON w.id = p.report_week_id
WHERE p.tenant_id = @tenant_id AND w.tenant_id = @tenant_id AND w.week_ending_date = @week_ending_date
GROUP BY p.stage
ORDER BY dollar_value DESC, p.stage;

-- Who is likely to sign, with at least that likelihood where one is given.
-- name: hot_list :many
SELECT h.*
FROM hot_list_items h
JOIN report_weeks w ON w.id = h.report_week_id AND w.tenant_id = h.tenant_id
WHERE h.tenant_id = @tenant_id AND w.week_ending_date = @week_ending_date AND (@likely_pct?::integer IS NULL OR h.likely_pct >= @likely_pct?)
ORDER BY h.weighted_iff DESC NULLS LAST, h.candidate_name;

-- name: publish_week :exec
UPDATE report_weeks
SET status = 'published', published_at = now(), published_by = @user_id, updated_at = now()
WHERE tenant_id = @tenant_id AND week_ending_date = @week_ending_date AND status = 'draft';

-- What a sync has found, many at once.
-- name: add_lead_metrics :copy
INSERT INTO lead_metrics (tenant_id, report_week_id, dimension_type, dimension_value, clicks, impressions, cost, leads, qualified_leads)
VALUES (@tenant_id, @report_week_id, @dimension_type, @dimension_value, @clicks?, @impressions?, @cost?, @leads?, @qualified_leads?);

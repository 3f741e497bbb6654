// The dashboard of examples/agency-reports: its queries, on its seeds and a week of one tenant's.
import assert from "node:assert/strict";
import pg from "pg";
import { addLeadMetrics, hotList, leadMetricsOfWeek, pipelineOfWeek, publishWeek, reportWeeks, weeklyReport } from "../dashboard/queries.js";
import type { HotListItem, ReportWeekStatus } from "../dashboard/index.js";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"] });
const [acme, other] = ["00000000-0000-4000-8000-000000000101", "00000000-0000-4000-8000-000000000102"];
const week = "00000000-0000-4000-8000-00000000a001";
const user = "00000000-0000-4000-8000-000000000201";
await pool.query("INSERT INTO report_weeks (id, tenant_id, week_ending_date, period_start_at, period_end_at) VALUES ($1, $2, $3::date, $3::date, $3::date)", [week, acme, "2026-03-13"]);
await pool.query("INSERT INTO pipeline_stage_counts (tenant_id, report_week_id, stage, count, dollar_value) VALUES ($1, $2, 'talk', 3, 9000)", [acme, week]);
await pool.query("INSERT INTO hot_list_items (tenant_id, report_week_id, candidate_name, raw_json) VALUES ($1, $2, 'Bo', '[1]')", [acme, week]);
const of = { tenant_id: acme!, week_ending_date: "2026-03-13" };

const metric = { report_week_id: week, dimension_type: "source", clicks: null, impressions: 7, qualified_leads: 1 };
const added = await addLeadMetrics(pool, acme!, [
  { ...metric, dimension_value: "web", cost: "100.50", leads: 8 },
  { ...metric, dimension_value: "radio", cost: null, leads: null },
]);
assert.equal(added, 2);

const report = await weeklyReport(pool, { ...of, dimension_type: "source" });
assert.ok(report);
assert.deepEqual([report.tenant, report.leads, report.cost, report.cost_per_lead, report.narrative_rich], ["Harbor Coffee", "8", "100.50", "12.56", null]);
assert.equal(await weeklyReport(pool, { ...of, tenant_id: other!, dimension_type: "source" }), undefined);

const metrics = await leadMetricsOfWeek(pool, { ...of, dimension_type: "source" });
assert.deepEqual(
  metrics.map((row) => [row.dimension_value, row.clicks, row.leads, row.leads_before]),
  [
    ["web", 0, 8, null],
    ["radio", 0, 0, null],
  ],
);
assert.deepEqual(await pipelineOfWeek(pool, of), [{ stage: "talk", candidates: "3", dollar_value: "9000.00" }]);
const hot: HotListItem[] = await hotList(pool, { ...of, likely_pct: null });
assert.deepEqual(hot[0]?.raw_json, [1]);
assert.equal(await publishWeek(pool, { ...of, user_id: user }), 1);
const weeks = await reportWeeks(pool, { tenant_id: acme!, with_drafts: false, most: 5 });
const status: ReportWeekStatus | undefined = weeks[0]?.status;
assert.equal(status, "published");
await pool.end();

// @ts-expect-error whose?
const anybodys = () => pipelineOfWeek(pool, { week_ending_date: "2026-03-13" });
void anybodys;

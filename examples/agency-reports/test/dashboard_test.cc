// SPDX-License-Identifier: Apache-2.0
// The dashboard's queries (queries/dashboard.sql), on data. A tenant's repository is all that they take: none can be asked for nobody.
#include "queries.h"
#include "schema.h"
#include "tests/data/example_db.h"

namespace agency {
namespace {

namespace data = whimbrel::data;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr data::Date k_week = std::chrono::sys_days{std::chrono::year{2026} / 3 / 13};

class Dashboard : public ::testing::Test {
protected:
    void SetUp() override {
        db_.project.execute(R"sql(
INSERT INTO users (id, email, name, status) VALUES ('00000000-0000-4000-8000-000000000001', 'ada@agency.example', 'Ada', 'active');
INSERT INTO tenants (id, name) VALUES ('00000000-0000-4000-8000-0000000000a1', 'Acme'), ('00000000-0000-4000-8000-0000000000b1', 'Other');
INSERT INTO report_weeks (id, tenant_id, week_ending_date, period_start_at, period_end_at, status)
SELECT w.id::uuid, t.id, w.day, w.day - 6, w.day + 1, w.status::report_week_status
FROM (VALUES ('00000000-0000-4000-8000-00000000a001', 'Acme', date '2026-03-06', 'published'), ('00000000-0000-4000-8000-00000000a002', 'Acme', '2026-03-13', 'draft'),
  ('00000000-0000-4000-8000-00000000b002', 'Other', '2026-03-13', 'published')) AS w (id, tenant, day, status) JOIN tenants t ON t.name = w.tenant;
INSERT INTO report_week_manual (report_week_id, narrative_rich) VALUES ('00000000-0000-4000-8000-00000000a002', 'A good week.');
INSERT INTO pipeline_stage_counts (tenant_id, report_week_id, stage, count, dollar_value)
SELECT w.tenant_id, w.id, s.stage, s.count, s.value FROM report_weeks w,
  (VALUES ('lead', 7, 700.5), ('signed', 2, NULL), ('talk', 3, 9000)) AS s (stage, count, value) WHERE w.week_ending_date = '2026-03-13';
INSERT INTO hot_list_items (tenant_id, report_week_id, candidate_name, likely_pct, weighted_iff)
SELECT w.tenant_id, w.id, c.name, c.likely, c.iff FROM report_weeks w, (VALUES ('Bo', 80, 10), ('Cy', NULL, NULL), ('Di', 20, 90)) AS c (name, likely, iff)
WHERE w.week_ending_date = '2026-03-13';
)sql");
    }
    /// The numbers that a sync brings for both tenants.
    void add_metrics() {
        std::vector<AddLeadMetricsParameters> rows, others;
        const auto add = [&](std::vector<AddLeadMetricsParameters>& to, std::string_view week, std::string value, std::optional<int> leads,
                             std::string_view cost) {
            to.push_back({.report_week_id = *data::Uuid::parse(week),
                          .dimension_type = "source",
                          .dimension_value = std::move(value),
                          .cost = data::Numeric::parse(cost),
                          .leads = leads,
                          .qualified_leads = 1});
        };
        add(rows, "00000000-0000-4000-8000-00000000a001", "web", 5, "10");
        add(rows, "00000000-0000-4000-8000-00000000a002", "web", 8, "100.50");
        add(rows, "00000000-0000-4000-8000-00000000a002", "radio", std::nullopt, "20");
        add(others, "00000000-0000-4000-8000-00000000b002", "web", 1000, "1");
        EXPECT_EQ(add_lead_metrics(acme_, rows).value(), 3);
        EXPECT_EQ(add_lead_metrics(other_, others).value(), 1);
    }

    data::Uuid acme_id = *data::Uuid::parse("00000000-0000-4000-8000-0000000000a1"), other_id = *data::Uuid::parse("00000000-0000-4000-8000-0000000000b1");
    whimbrel::testing::ExampleDb db_{"agency-reports", schema};
    data::Repo repo_ = db_.repo();
    data::ScopedRepo acme_ = repo_.scoped(acme_id), other_ = repo_.scoped(other_id);
};

TEST_F(Dashboard, lists_the_weeks) {
    EXPECT_THAT(report_weeks(acme_, {.with_drafts = false, .most = 10}).value(), SizeIs(1));
    const auto weeks = report_weeks(acme_, {.with_drafts = true, .most = 10}).value();
    ASSERT_THAT(weeks, SizeIs(2));
    EXPECT_EQ(weeks[0].week_ending_date, k_week);
    EXPECT_EQ(weeks[0].status, ReportWeekStatus::draft);
    EXPECT_EQ(weeks[0].published_at, std::nullopt);
    EXPECT_THAT(report_weeks(acme_, {.with_drafts = true, .most = 1}).value(), SizeIs(1));
}

TEST_F(Dashboard, reports_a_week) {
    add_metrics();
    const auto report = weekly_report(acme_, {.dimension_type = "source", .week_ending_date = k_week}).value();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->tenant, "Acme");
    EXPECT_EQ(report->narrative_rich, "A good week.");
    EXPECT_EQ(report->leads, 8);
    EXPECT_EQ(report->qualified_leads, 2);
    EXPECT_EQ(report->cost.text(), "120.50");
    EXPECT_EQ(report->cost_per_lead->text(), "15.06");
    EXPECT_EQ(report->candidates, 12);
    EXPECT_EQ(report->pipeline_value.text(), "9700.50");
    EXPECT_EQ(report->published_by, std::nullopt);
    // Nothing was written by hand, and there is no number of this dimension.
    const auto bare = weekly_report(other_, {.dimension_type = "campaign", .week_ending_date = k_week}).value();
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->narrative_rich, std::nullopt);
    EXPECT_EQ(bare->leads, 0);
    EXPECT_EQ(bare->cost_per_lead, std::nullopt);
    EXPECT_FALSE(weekly_report(other_, {.dimension_type = "source", .week_ending_date = k_week - std::chrono::days{7}}).value());
}

TEST_F(Dashboard, compares_leads_with_the_week_before) {
    add_metrics();
    const auto metrics = lead_metrics_of_week(acme_, {.week_ending_date = k_week, .dimension_type = "source"}).value();
    ASSERT_THAT(metrics, SizeIs(2));
    EXPECT_EQ(metrics[0].dimension_value, "web");
    EXPECT_EQ(metrics[0].leads, 8);
    EXPECT_EQ(metrics[0].leads_before, 5);
    EXPECT_EQ(metrics[1].dimension_value, "radio");
    EXPECT_EQ(metrics[1].leads, 0);
    EXPECT_EQ(metrics[1].leads_before, std::nullopt);
}

TEST_F(Dashboard, shows_the_pipeline_and_the_hot_list) {
    const auto stages = pipeline_of_week(acme_, k_week).value();
    ASSERT_THAT(stages, SizeIs(3));
    EXPECT_EQ(stages[0].stage, "talk");
    EXPECT_EQ(stages[2].dollar_value, data::Numeric(0));
    const auto names = [](const std::vector<HotListItem>& items) {
        std::vector<std::string> out;
        for (const auto& item : items) out.push_back(item.candidate_name);
        return out;
    };
    EXPECT_THAT(names(hot_list(acme_, {.week_ending_date = k_week}).value()), ElementsAre("Di", "Bo", "Cy"));
    EXPECT_THAT(names(hot_list(acme_, {.week_ending_date = k_week, .likely_pct = 50}).value()), ElementsAre("Bo"));
    EXPECT_THAT(hot_list(acme_, {.week_ending_date = k_week - std::chrono::days{7}}).value(), IsEmpty());
}

TEST_F(Dashboard, says_what_a_query_breaks_on_its_field) {
    const auto nobody = *data::Uuid::parse("00000000-0000-4000-8000-0000000000ff");
    const auto published = publish_week(acme_, {.user_id = nobody, .week_ending_date = k_week});
    EXPECT_EQ(published.error().code, whimbrel::ErrorCode::changes_invalid);
    EXPECT_EQ(published.error().message, "report_weeks: published_by does not exist");
    EXPECT_THAT(published.error().render(), ::testing::HasSubstr("while running publish_week of queries/dashboard.sql:"));
    const std::vector<AddLeadMetricsParameters> rows(100, {.report_week_id = nobody, .dimension_type = "source", .dimension_value = "web"});
    EXPECT_EQ(add_lead_metrics(acme_, rows).error().message, "lead_metrics: report_week does not exist");
}

TEST_F(Dashboard, publishes_a_draft_once_and_its_tenants_alone) {
    const PublishWeekParameters week{.user_id = *data::Uuid::parse("00000000-0000-4000-8000-000000000001"), .week_ending_date = k_week};
    EXPECT_EQ(publish_week(other_, week).value(), 0);
    EXPECT_EQ(publish_week(acme_, week).value(), 1);
    EXPECT_EQ(publish_week(acme_, week).value(), 0);
    const auto report = weekly_report(acme_, {.dimension_type = "source", .week_ending_date = k_week}).value();
    EXPECT_EQ(report->status, ReportWeekStatus::published);
    EXPECT_EQ(report->published_by, "Ada");
}

}  // namespace
}  // namespace agency

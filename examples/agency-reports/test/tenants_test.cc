// A tenant's rows are that tenant's: there is no way to forget to say so.
#include "lead_metric.h"
#include "membership.h"
#include "report_week.h"
#include "report_week_manual.h"
#include "schema.h"
#include "tenant.h"
#include "tests/data/example_db.h"

namespace agency {
namespace {

namespace data = whimbrel::data;
using ::testing::HasSubstr;
using whimbrel::ErrorCode;

class Tenants : public ::testing::Test {
protected:
    Tenant tenant(const std::string& name) { return repo_.insert<Tenant>({.name = name}).value(); }
    static NewReportWeek week(int day) {
        const auto end = std::chrono::sys_days{std::chrono::year{2026} / 3 / day};
        return {.week_ending_date = end, .period_start_at = data::Timestamp{end.time_since_epoch()}, .period_end_at = data::Timestamp{end.time_since_epoch()}};
    }
    whimbrel::testing::ExampleDb db_{"agency-reports", schema};
    data::Repo repo_ = db_.repo();
    Tenant acme_ = tenant("Acme"), other_ = tenant("Other");
    data::ScopedRepo acmes_ = repo_.scoped(acme_.id), others_ = repo_.scoped(other_.id);
};

TEST_F(Tenants, see_their_own_reports_alone) {
    const auto first = acmes_.insert<ReportWeek>(week(6)).value();
    ASSERT_TRUE(acmes_.insert<ReportWeek>(week(13)));
    ASSERT_TRUE(others_.insert<ReportWeek>(week(6)));
    EXPECT_EQ(first.status, ReportWeekStatus::draft);
    EXPECT_EQ(acmes_.count(data::query<ReportWeek>()).value(), 2);
    EXPECT_EQ(others_.get<ReportWeek>(first.id).value(), std::nullopt);
    EXPECT_EQ(
        others_.all(data::query<ReportWeek>().where(report_week::week_ending_date == first.week_ending_date || report_week::id == first.id)).value().size(),
        1U);
    auto published = data::change(first).set(report_week::status, ReportWeekStatus::published);
    EXPECT_EQ(others_.update(published).error().code, ErrorCode::row_missing);
    EXPECT_EQ(acmes_.update(published).value().status, ReportWeekStatus::published);
    const auto page = acmes_.page_after(data::query<ReportWeek>().order_by(desc(report_week::week_ending_date)), "", 1).value();
    EXPECT_EQ(acmes_.page_after(data::query<ReportWeek>().order_by(desc(report_week::week_ending_date)), page.next, 1).value().rows[0].id, first.id);
    EXPECT_TRUE(others_.page_after(data::query<ReportWeek>().order_by(desc(report_week::week_ending_date)), page.next, 5).value().rows[0].tenant_id ==
                other_.id);
}

TEST_F(Tenants, what_is_joined_or_preloaded_is_theirs_too) {
    const auto report = acmes_.insert<ReportWeek>(week(6)).value();
    const auto cost = data::Numeric::parse("1234567890.12").value();
    ASSERT_TRUE(acmes_.insert<LeadMetric>({.report_week_id = report.id, .dimension_type = "source", .dimension_value = "web", .cost = cost}));
    // A row of another tenant that points at this one's report, as a fault of the application could make it.
    ASSERT_TRUE(others_.insert<LeadMetric>({.report_week_id = report.id, .dimension_type = "source", .dimension_value = "leak"}));
    const auto reports = acmes_.all(data::query<ReportWeek>()).value();
    const auto metrics = acmes_.preload(reports, report_week::lead_metrics).value();
    ASSERT_EQ(metrics.of(report).size(), 1U);
    EXPECT_EQ(metrics.of(report)[0].cost->text(), "1234567890.12");
    EXPECT_EQ(others_.count(data::query<LeadMetric>().join(lead_metric::report_week)).value(), 0);
    EXPECT_EQ(acmes_.count(data::query<LeadMetric>().join(lead_metric::report_week)).value(), 1);
    auto too_large = data::change<LeadMetric>().cast(data::Input::from_strings({{"cost", "12345678901"}}), {lead_metric::cost});
    EXPECT_EQ(too_large.errors_on(lead_metric::cost).size(), 1U);
}

}  // namespace
}  // namespace agency

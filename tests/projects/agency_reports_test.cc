// SPDX-License-Identifier: Apache-2.0
// examples/agency-reports on a real server, by introspection.
#include "tests/projects/project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace whimbrel {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Project;
using ::testing::SizeIs;

struct AgencyReports : ::testing::Test {
    Project project{"agency-reports"};
};

TEST_F(AgencyReports, the_initial_migration_makes_15_tables) {
    EXPECT_THAT(project.json(0, {"status"}).at("migrations"), SizeIs(1));
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.tables(),
                ElementsAre("audit_log", "ct_raw_snapshots", "hot_list_items", "lead_metrics", "memberships", "pipeline_stage_counts", "report_exports",
                            "report_week_manual", "report_weeks", "sessions", "sync_runs", "tenant_branding", "tenant_field_mappings", "tenants", "users"));
    EXPECT_THAT(
        project.columns("tenants"),
        ElementsAre("id uuid! gen_random_uuid()", "name character varying(255)!", "timezone character varying(100)! 'America/New_York'::character varying",
                    "status tenant_status! 'active'::tenant_status", "clienttether_web_key text", "clienttether_access_token text",
                    "created_at timestamp without time zone! now()", "updated_at timestamp without time zone! now()"));
    EXPECT_THAT(project.columns("hot_list_items"),
                ElementsAre("id uuid! gen_random_uuid()", "tenant_id uuid!", "report_week_id uuid", "candidate_name character varying(255)!",
                            "market character varying(255)", "units integer 0", "weighted_units numeric(10,2) 0", "iff numeric(12,2) 0",
                            "weighted_iff numeric(12,2) 0", "sales_lead character varying(255)", "stage character varying(100)", "likely_pct integer 0",
                            "raw_json jsonb", "created_at timestamp without time zone! now()"));
    EXPECT_THAT(project.columns("memberships"), ElementsAre("id uuid! gen_random_uuid()", "user_id uuid!", "tenant_id uuid", "role membership_role!",
                                                            "created_at timestamp without time zone! now()"));
}

TEST_F(AgencyReports, five_enums_with_their_values_in_order) {
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.query("SELECT t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid "
                              "GROUP BY t.typname ORDER BY t.typname COLLATE \"C\""),
                ElementsAre("membership_role|agency_admin,tenant_admin,tenant_viewer", "report_week_status|draft,published",
                            "sync_status|running,success,failed", "tenant_status|active,inactive,suspended", "user_status|active,inactive,pending"));
    EXPECT_EQ(project.failure_of("INSERT INTO tenants (name, status) VALUES ('x', 'gone')"), "22P02");
}

TEST_F(AgencyReports, every_foreign_key_has_its_rule) {
    project.expect(0, {"migrate"});
    // c: cascade, n: set null, a: none
    EXPECT_THAT(project.foreign_keys(),
                ElementsAre("audit_log(actor_user_id) -> users(id) a", "audit_log(tenant_id) -> tenants(id) n", "ct_raw_snapshots(tenant_id) -> tenants(id) c",
                            "hot_list_items(report_week_id) -> report_weeks(id) c", "hot_list_items(tenant_id) -> tenants(id) c",
                            "lead_metrics(report_week_id) -> report_weeks(id) c", "lead_metrics(tenant_id) -> tenants(id) c",
                            "memberships(tenant_id) -> tenants(id) c", "memberships(user_id) -> users(id) c",
                            "pipeline_stage_counts(report_week_id) -> report_weeks(id) c", "pipeline_stage_counts(tenant_id) -> tenants(id) c",
                            "report_exports(report_week_id) -> report_weeks(id) c", "report_exports(tenant_id) -> tenants(id) c",
                            "report_week_manual(report_week_id) -> report_weeks(id) c", "report_weeks(published_by) -> users(id) a",
                            "report_weeks(tenant_id) -> tenants(id) c", "sessions(user_id) -> users(id) c", "sync_runs(tenant_id) -> tenants(id) c",
                            "tenant_branding(tenant_id) -> tenants(id) c", "tenant_field_mappings(tenant_id) -> tenants(id) c"));
}

TEST_F(AgencyReports, rules_act_on_rows) {
    project.expect(0, {"migrate"});
    project.expect(0, {"seed"});
    project.execute("INSERT INTO audit_log (tenant_id, action) SELECT id, 'created' FROM tenants; INSERT INTO sync_runs (tenant_id) SELECT id FROM tenants");
    project.execute("DELETE FROM tenants");
    EXPECT_THAT(project.query("SELECT (SELECT count(*) FROM sync_runs), (SELECT count(*) FROM audit_log WHERE tenant_id IS NULL)"), ElementsAre("0|2"));
    EXPECT_THAT(project.query("SELECT role FROM memberships"), ElementsAre("agency_admin"));
}

TEST_F(AgencyReports, eight_performance_indexes_and_a_unique_one) {
    project.expect(0, {"migrate"});
    EXPECT_THAT(project.indexes(),
                ElementsAre("ct_raw_snapshots_endpoint_idx: ct_raw_snapshots(endpoint)", "ct_raw_snapshots_tenant_id_idx: ct_raw_snapshots(tenant_id)",
                            "memberships_tenant_id_idx: memberships(tenant_id)", "memberships_user_id_idx: memberships(user_id)",
                            "report_week_manual_report_week_id_idx: UNIQUE report_week_manual(report_week_id)",
                            "report_weeks_tenant_id_idx: report_weeks(tenant_id)", "report_weeks_week_ending_date_idx: report_weeks(week_ending_date)",
                            "sessions_user_id_idx: sessions(user_id)", "sync_runs_tenant_id_idx: sync_runs(tenant_id)"));
}

TEST_F(AgencyReports, every_primary_key_is_a_uuid_with_a_default) {
    project.expect(0, {"migrate"});
    const auto keys = project.query(R"(
        SELECT format_type(a.atttypid, a.atttypmod), a.attname, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND ARRAY[a.attnum] = c.conkey JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.contype = 'p' AND c.connamespace = 'public'::regnamespace)");
    EXPECT_THAT(keys, SizeIs(15));
    EXPECT_THAT(keys, Each("uuid|id|gen_random_uuid()"));
}

TEST_F(AgencyReports, the_naming_of_indexes_is_checked) {
    EXPECT_TRUE(project.json(0, {"check"}).at("clean").get<bool>());
    testing::edit(project.folder() / "schema/core.sql", "CREATE INDEX sessions_user_id_idx", "CREATE INDEX sessions_by_user");
    const auto report = project.json(1, {"check"});
    testing::Lines names;
    for (const auto& finding : report.at("findings"))
        if (finding.at("finding") == "index_name") names.push_back(finding.at("text").get<std::string>());
    EXPECT_THAT(names, ElementsAre("index public.sessions_by_user is not named sessions_user_id_idx"));
}

TEST_F(AgencyReports, push_is_for_development_only) {
    EXPECT_THAT(project.expect(2, {"push", "--yes"}).err, HasSubstr("W1903"));
    EXPECT_THAT(project.tables(), IsEmpty());
    const std::map<std::string, std::string> variables{{"DATABASE_URL", project.url()}};
    const auto pushed = testing::run(WHIMBREL_PROGRAM, {"push", "--database", "dev", "--yes"}, project.folder(), variables);
    ASSERT_EQ(pushed.code, 0) << pushed.all();
    EXPECT_THAT(project.tables(), SizeIs(15));
    EXPECT_TRUE(project.json(0, {"verify"}).at("items").size() > 15);
    const auto again = testing::run(WHIMBREL_PROGRAM, {"push", "--database", "dev", "--yes"}, project.folder(), variables);
    EXPECT_THAT(again.err, HasSubstr("nothing to do"));
}

TEST_F(AgencyReports, a_pushed_database_is_given_to_the_migrations_by_a_baseline) {
    const std::map<std::string, std::string> variables{{"DATABASE_URL", project.url()}};
    ASSERT_EQ(testing::run(WHIMBREL_PROGRAM, {"push", "--database", "dev", "--yes"}, project.folder(), variables).code, 0);
    project.expect(0, {"adopt", "--baseline", "auto"});
    EXPECT_THAT(project.json(0, {"migrate"}).at("versions"), IsEmpty());
    project.expect(0, {"status", "--exit-code"});
}

TEST_F(AgencyReports, rolls_back_to_nothing_and_comes_again) {
    project.expect(0, {"migrate"});
    project.expect(0, {"rollback"});
    EXPECT_THAT(project.tables(), IsEmpty());
    EXPECT_THAT(project.query("SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace"), IsEmpty());
    project.expect(0, {"migrate"});
    project.expect(0, {"verify"});
}

TEST_F(AgencyReports, nothing_is_left_to_generate) {
    EXPECT_EQ(project.json(0, {"generate", "--name", "more"}).at("outcome"), "nothing_to_do");
    testing::expect_generated_anew("agency-reports", "create_agency_reports");
}

}  // namespace
}  // namespace whimbrel

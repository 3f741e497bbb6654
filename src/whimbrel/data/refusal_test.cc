// SPDX-License-Identifier: Apache-2.0
// Whether a row is missing or still referred to, in a server's report to a statement from a file, in whatever language it is.
#include "whimbrel/data/refusal.h"

#include <gtest/gtest.h>

#include <array>

namespace whimbrel::data {
namespace {

using Sort = ConstraintInfo::Sort;
constexpr std::array<std::string_view, 1> k_device_id{"device_id"}, k_parent_id{"parent_id"};
constexpr std::array<std::string_view, 2> k_tenant_user{"tenant_id", "user_id"};
constexpr std::array k_constraints{
    ConstraintInfo{"runs_device_id_fkey", Sort::foreign_key, "public", "runs", k_device_id, "device", "public.devices"},
    ConstraintInfo{"devices_parent_id_fkey", Sort::foreign_key, "public", "devices", k_parent_id, "parent", "public.devices"},
    ConstraintInfo{"profiles_fkey", Sort::foreign_key, "public", "profiles", k_tenant_user, "user", "public.users"},
};

const ServerReport k_run_without_device{.sqlstate = "23503",
                                        .message = "Einfügen oder Aktualisieren in Tabelle »runs« verletzt Fremdschlüssel-Constraint »runs_device_id_fkey«",
                                        .detail = "Schlüssel (device_id)=(7) ist nicht in Tabelle »devices« vorhanden.",
                                        .schema = "public",
                                        .table = "runs",
                                        .constraint = "runs_device_id_fkey"};
const ServerReport k_device_with_runs{
    .sqlstate = "23503",
    .message = "Aktualisieren oder Löschen in Tabelle »devices« verletzt Fremdschlüssel-Constraint »runs_device_id_fkey« von Tabelle »runs«",
    .detail = "Auf Schlüssel (id)=(7) wird noch aus Tabelle »runs« verwiesen.",
    .schema = "public",
    .table = "runs",
    .constraint = "runs_device_id_fkey"};

std::string said(ServerReport report, std::string_view changes) {
    Error error(ErrorCode::statement_failed, "the server refused a statement");
    error.server = std::move(report);
    return explain_violation(std::move(error), StatementInfo{.name = "q", .text = "…", .file = "q.sql:1", .changes = changes}, k_constraints).message;
}

constexpr std::string_view k_missing = "runs: device does not exist", k_still = "runs: device is still associated with this entry";

TEST(Refusal, IsToldByWhatTheStatementDoes) {
    // The reports say nothing here, not even whose key it is: rows of others are not shown to a role that may not see them.
    auto report = k_device_with_runs;
    report.message = report.detail = "";
    EXPECT_EQ(said(report, "+public.runs\n"), k_missing);
    EXPECT_EQ(said(report, "*public.runs\n"), k_missing);
    EXPECT_EQ(said(report, "-public.devices\n"), k_still);
    EXPECT_EQ(said(report, "*public.devices\n"), k_still);
    EXPECT_EQ(said(report, "-public.runs\n*public.devices\n"), k_still);
    EXPECT_EQ(said(report, "+public.devices\n+public.runs\n"), k_missing);
    report.constraint = "devices_parent_id_fkey";
    report.table = "devices";
    EXPECT_EQ(said(report, "+public.devices\n"), "devices: parent does not exist");
    EXPECT_EQ(said(report, "-public.devices\n"), "devices: parent is still associated with this entry");
}

TEST(Refusal, IsToldByTheKeyWhereTheStatementDoesBothOrNeither) {
    for (const std::string_view changes : {"", "*public.runs\n*public.devices\n", "+audit.runs\n-public.groups\n"}) {
        EXPECT_EQ(said(k_run_without_device, changes), k_missing);
        EXPECT_EQ(said(k_device_with_runs, changes), k_still);
    }
}

TEST(Refusal, IsToldByTheTextWhereTheKeysHaveTheSameName) {
    ServerReport report{.sqlstate = "23503",
                        .message = "update or delete on table \"users\" violates foreign key constraint \"profiles_fkey\" on table \"profiles\"",
                        .detail = "Key (tenant_id, user_id)=(1, 2) is still referenced from table \"profiles\".",
                        .schema = "public",
                        .table = "profiles",
                        .constraint = "profiles_fkey"};
    EXPECT_EQ(said(report, ""), "profiles: user is still associated with this entry");
    report.message = "insert or update on table \"profiles\" violates foreign key constraint \"profiles_fkey\"";
    EXPECT_EQ(said(report, ""), "profiles: user does not exist");
}

TEST(Refusal, OfRestrictIsPlain) {
    auto report = k_run_without_device;
    report.sqlstate = "23001";
    EXPECT_EQ(said(report, "+public.runs\n"), k_still);
}

}  // namespace
}  // namespace whimbrel::data

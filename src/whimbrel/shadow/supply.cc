// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/supply.h"

#include "whimbrel/sql/statement.h"

#include <array>

namespace whimbrel::shadow {

namespace {

/// <before>name" does not exist; empty where the message is another.
std::string missing_as(std::string_view before, std::string_view message) {
    constexpr std::string_view k_does_not_exist = "\" does not exist";
    if (!message.starts_with(before) || !message.ends_with(k_does_not_exist)) return {};
    return std::string(message.substr(before.size(), message.size() - k_does_not_exist.size() - before.size()));
}

}  // namespace

std::optional<ClusterObject> missing_in_cluster(const ServerReport& report) {
    if (auto name = missing_as("role \"", report.message); !name.empty()) return ClusterObject{ClusterObject::Kind::role, std::move(name)};
    auto name = missing_as("tablespace \"", report.message);
    // SET default_tablespace: invalid value for parameter, and the reason as its detail.
    if (name.empty() && report.detail.ends_with('.')) name = missing_as("Tablespace \"", std::string_view(report.detail).substr(0, report.detail.size() - 1));
    if (!name.empty()) return ClusterObject{ClusterObject::Kind::tablespace, std::move(name)};
    return std::nullopt;
}

Result<bool> supply(Shadow& shadow, const pg::Session& session, const ClusterObject& missing) {
    if (missing.kind == ClusterObject::Kind::role) {
        WHIMBREL_CHECK(shadow.make_roles(session, std::array{missing.name}));
        return true;
    }
    if (!shadow.is_private()) return false;
    WHIMBREL_TRY(auto admin, pg::Session::connect(session.url().with_database("postgres"), {.application_name = "whimbrel/shadow"}));
    // A folder within the data folder ("Developer Options"): nothing of the machine is touched.
    WHIMBREL_CHECK(admin.execute("SET allow_in_place_tablespaces = on"));
    WHIMBREL_CHECK(admin.execute(sql::sql("CREATE TABLESPACE", sql::Identifier{missing.name}, "LOCATION ''")));
    return true;
}

}  // namespace whimbrel::shadow

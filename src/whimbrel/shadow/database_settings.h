// SPDX-License-Identifier: Apache-2.0
// What CREATE DATABASE … TEMPLATE does not copy of a throwaway database, although a declaration may say it: settings, under which no session
// of ours may begin, and its comment, connection limit and privileges.
#pragma once

#include "whimbrel/pg/session.h"

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::shadow {

/// When a database that is kept was used last; no setting of the declaration's.
constexpr std::string_view k_used_setting = "whimbrel.used";

struct DatabaseSetting {
    std::string role;  ///< empty: the database's own
    std::string name, value;
};

Result<std::vector<DatabaseSetting>> read_settings(pg::Session& admin, const std::string& database);
Result<> set_settings(pg::Session& admin, const std::string& database, const std::vector<DatabaseSetting>& settings);
/// Comment, connection limit, privileges and security labels; `to` is a fresh copy.
Result<> copy_attributes(pg::Session& admin, const std::string& from, const std::string& to);
Result<> reset_settings(pg::Session& admin, const std::string& database, const std::vector<DatabaseSetting>& settings);

}  // namespace whimbrel::shadow

// SPDX-License-Identifier: Apache-2.0
// Settings of a throwaway database. They are a part of what a declaration says, but no session of ours may begin under them, and
// CREATE DATABASE … TEMPLATE does not copy them.
#pragma once

#include "whimbrel/pg/session.h"

#include <string>
#include <vector>

namespace whimbrel::shadow {

struct DatabaseSetting {
    std::string role;  ///< empty: the database's own
    std::string name, value;
};

Result<std::vector<DatabaseSetting>> read_settings(pg::Session& admin, const std::string& database);
Result<> set_settings(pg::Session& admin, const std::string& database, const std::vector<DatabaseSetting>& settings);
Result<> reset_settings(pg::Session& admin, const std::string& database, const std::vector<DatabaseSetting>& settings);

}  // namespace whimbrel::shadow

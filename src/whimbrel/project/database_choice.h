// SPDX-License-Identifier: Apache-2.0
// Which database a command works on.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/pg/url.h"
#include "whimbrel/project/config.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace whimbrel::project {

struct DatabaseChoice {
    pg::Url url;
    std::string origin;        ///< for people: "--database", "[databases.dev]", "DATABASE_URL", ".env", "libpq's defaults"
    bool development = false;  ///< chosen through a section that is marked so
    std::set<std::string> allow_lossy;
    std::map<std::string, std::string, std::less<>> variables{};  ///< those of .env
};

/// In this order: `given` (a URL or a section's name), the configuration's `database`, DATABASE_URL and POSTGRES_URL of the
/// environment, those of .env beside whimbrel.toml (or in the working folder), libpq's own variables.
/// Errors: database_unknown, variable_unset, env_file_invalid, url_invalid.
Result<DatabaseChoice> choose_database(const Config& config, const Environment& environment, std::string_view given);

}  // namespace whimbrel::project

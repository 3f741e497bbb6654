// SPDX-License-Identifier: Apache-2.0
// setup and reset: a whole development database in one act.
#pragma once

#include "whimbrel/project/apply.h"
#include "whimbrel/project/seed.h"

namespace whimbrel::project {

struct SetupReport {
    std::string database;
    enum class Creation { was_there, created } creation = Creation::was_there;
    runner::Report migrated;
    SeedReport seeded;
};

/// Creates the database where the server lacks it, migrates and seeds (where there are seed files and the migrations were not
/// all applied before: rows are not seeded twice).
/// Errors: those of connecting, migrate and seed.
Result<SetupReport> setup(const Workspace& workspace, const DatabaseChoice& choice, const ApplyRequest& request);

/// Refuses a database that is no development database, unless its name was given. Errors: not_development.
Result<> require_development(const Workspace& workspace, const DatabaseChoice& choice, const std::string& database, const std::string& confirmed_name);

/// Drops the database and sets it up again. Errors: not_development, confirmation_needed, and those of setup.
Result<SetupReport> reset(const Workspace& workspace, const DatabaseChoice& choice, const std::string& confirmed_name);

}  // namespace whimbrel::project

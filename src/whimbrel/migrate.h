// SPDX-License-Identifier: Apache-2.0
// The public entry for applications: apply the migrations at start-up, with one call.
//
//   #include <whimbrel/migrate.h>
//   auto report = whimbrel::migrate("postgresql://localhost/app", "migrations");
//   if (!report) { std::cerr << report.error().render(); return 1; }
//
// With CMake, whimbrel_embed_migrations(TARGET app FOLDER migrations) builds the folder into the program:
//
//   #include <app_migrations.h>
//   auto report = whimbrel::migrate(url, whimbrel_embedded::app_migrations());
//
// Several processes may start at once: one applies, the others wait and find nothing to do. Nothing here needs a
// throwaway server or a whimbrel.toml: what is applied was proven when it was written.
#pragma once

#include "whimbrel/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

struct MigrateOptions {
    std::string ledger_schema = "whimbrel";
    int lock_timeout_ms = 5000;         ///< per statement; the transaction is tried again a few times
    int runner_wait_ms = 600000;        ///< how long to wait for another process that migrates
    std::set<std::string> allow_lossy;  ///< "table:public.groups": whose rows may be lost
    std::string application_name = "whimbrel/library";
    /// Values that migrations name by variables, :'billing_password', by the name in upper case. Secrets are in nothing that is stored.
    std::map<std::string, std::string, std::less<>> variables{};
    std::function<void(const std::string&)> say{};  ///< progress, one line at a time
    std::function<bool()> interrupted{};            ///< polled; once true, what runs is cancelled and rolled back
};

struct MigrateReport {
    std::vector<std::string> applied;  ///< versions, in order; empty: the database was up to date
    std::int64_t duration_ms = 0;
    bool waited = false;  ///< for another process
};

/// A file of a migrations folder that was built into the program.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};

/// Applies what is pending. `url` is libpq's or another tool's; empty: libpq's own variables. Connects for the length of the call.
/// Blocks. Errors: those of connecting, of reading the folder, and of runner::migrate; each has a stable code (ErrorCode), and
/// render() gives the whole diagnostic, never with a password.
Result<MigrateReport> migrate(std::string_view url, const std::filesystem::path& folder, const MigrateOptions& options = {});

/// The same with embedded files. They are laid out in a private folder of the system's temporary directory while they are read.
Result<MigrateReport> migrate(std::string_view url, std::span<const EmbeddedFile> files, const MigrateOptions& options = {});

}  // namespace whimbrel

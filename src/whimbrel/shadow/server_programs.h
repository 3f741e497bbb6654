// SPDX-License-Identifier: Apache-2.0
// Finds the server programs (initdb, postgres, pg_dump) of one major version.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/pg/server_version.h"

#include <filesystem>
#include <vector>

namespace whimbrel::shadow {

struct ServerPrograms {
    std::filesystem::path folder;  ///< holds initdb and postgres, and mostly pg_dump
    pg::ServerVersion version;
    [[nodiscard]] bool has_pg_dump() const;
};

/// All that are found, in order of choice: WHIMBREL_PG_BIN, `pg_config --bindir`, /usr/lib/postgresql/*/bin
/// (newest first), PATH. Folders that lack initdb or postgres are left out; so are duplicates.
std::vector<ServerPrograms> find_server_programs(const Environment& environment);

/// The first of them, or the first of `major` where it is not 0. Errors: server_programs_missing, naming the
/// Debian package to install, or which majors were found instead.
Result<ServerPrograms> choose_server_programs(const Environment& environment, int major);

}  // namespace whimbrel::shadow

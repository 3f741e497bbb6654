// SPDX-License-Identifier: Apache-2.0
// Private to history/: migrations/whimbrel.lock as text. See docs/formats/lock.md.
#pragma once

#include "whimbrel/history/history.h"

namespace whimbrel::history {

constexpr auto k_lock_file = "whimbrel.lock";
constexpr auto k_snapshot_file = "snapshot.jsonl";

/// `path` is for messages. Rows are in the order of the file. Errors: history_broken with the line.
Result<std::vector<Stamp>> parse_lock(const std::string& text, const std::filesystem::path& path, Conflicts conflicts);

/// The header and a line a migration, sorted by version.
std::string render_lock(std::vector<Stamp> stamps);

/// Parents before children; among equals the older version first. Errors: history_broken (a parent that no row has, a
/// cycle, two rows of one version, an id that is not that of its parts). With take_both an unknown parent is let pass.
Result<std::vector<Stamp>> chain(std::vector<Stamp> stamps, const std::filesystem::path& path, Conflicts conflicts);

/// The line of the first conflict marker of a git merge, from 1; 0 where there is none.
int conflict_line(std::string_view text);
/// history_broken for that line.
Error conflict_error(const std::filesystem::path& path, int line);

}  // namespace whimbrel::history

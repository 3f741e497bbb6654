// SPDX-License-Identifier: Apache-2.0
// Private to history/: migrations/snapshot.jsonl as text. See docs/formats/snapshot.md.
#pragma once

#include "whimbrel/history/history.h"

namespace whimbrel::history {

std::string render_snapshot(const Snapshot& snapshot);
/// Of the file's first line. Errors: snapshot_broken, history_broken (a conflict marker).
Result<SnapshotHeader> parse_snapshot_header(std::string_view line, const std::filesystem::path& path);

}  // namespace whimbrel::history

// SPDX-License-Identifier: Apache-2.0
// The pairs of tests/cases, for tests that run the same corpus another way.
#pragma once

#include "whimbrel/shadow/shadow.h"
#include "whimbrel/source/source.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whimbrel::testing {

/// Folders that hold from.sql and to.sql, relative to tests/cases, sorted; WHIMBREL_CASES narrows them down.
std::vector<std::string> case_names(const std::filesystem::path& cases);

/// One shadow for all tests of a process.
shadow::Shadow& shared_shadow();

/// The shadow that a case is run on: the shared one, or one that gives each database a server of its own, where the case manages roles.
shadow::Shadow& shadow_of(const std::filesystem::path& folder);

/// What a case's folder says of how it is read: `allows`, a line for each thing, and `manages`, a line for each rule: "role app_*".
source::SourceOptions options_of(const std::filesystem::path& folder);

struct LoadedCase {
    source::Loaded from, to;
};
Result<LoadedCase> load_case(shadow::Shadow& shadow, const std::filesystem::path& folder);

/// Why the shared server does not run this case: it is older than the case's `since`, newer than the major that its `until` begins with (the
/// reason follows there), or the condition in SQL that `needs` holds is false on it. Empty where it does.
std::string reason_to_skip(const std::filesystem::path& folder);

/// The lines of a file that are not empty; none where there is no file.
std::vector<std::string> lines_of(const std::filesystem::path& path);

}  // namespace whimbrel::testing

// SPDX-License-Identifier: Apache-2.0
// Turns the rows that were read into entries.
#pragma once

#include "whimbrel/imprint/imprint.h"
#include "whimbrel/imprint/names.h"

#include <string>
#include <utility>
#include <vector>

namespace whimbrel::imprint {

using KeyedEntry = std::pair<std::string, Entry>;

/// A row of initdb that a user changed, or that was never there on a fresh database but is about one.
struct ChangedRow {
    int catalog = k_none;
    std::vector<std::string> identity;  ///< raw, for select_rows_like()
    KeyedEntry entry;
};

struct Print {
    std::vector<KeyedEntry> entries;
    std::vector<ChangedRow> changed;
};

/// Prints all batches that are to be printed. Hidden rows are passed over.
Print print_rows(Names& names);

/// Sorts, numbers rows of the same key, and leaves out repeated rows that are nothing but a key.
std::map<std::string, Entry> collect(std::vector<KeyedEntry> entries);

}  // namespace whimbrel::imprint

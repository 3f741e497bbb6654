// SPDX-License-Identifier: Apache-2.0
// Private to runner/: a migration's text cut into what is done at once. See docs/formats/migration-file.md.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/parse/split.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whimbrel::runner {

enum class UnitKind : std::uint8_t {
    setting,      ///< a SET outside of transactions; run every time, journalled never
    transaction,  ///< BEGIN…COMMIT, or neighbours without them that can be in one
    statement,    ///< one that cannot be in a transaction
};

struct Unit {
    UnitKind kind = UnitKind::setting;
    int ordinal = 0;                      ///< the step's number, from 1; 0 for settings
    std::string begin{};                  ///< of a transaction: its BEGIN as written
    std::vector<std::size_t> statements;  ///< indexes into the file's; without BEGIN and COMMIT
    std::string hash{};                   ///< token hash of all of it
};

struct Script {
    parse::SplitFile file;
    std::vector<Unit> units;
    int steps = 0;  ///< transactions and statements
};

/// `file` is the name for messages. Errors: those of parse::split, script_refused with the place.
Result<Script> cut(std::string file, std::string text);

/// `-- @lossy <object id> when <boolean SQL>` before a statement.
struct Lossy {
    std::string object;  ///< "table:public.groups"
    std::string when;    ///< empty: always
};
std::vector<Lossy> lossy_of(const parse::SplitStatement& statement);

/// The first line of a statement, shortened; for messages.
std::string brief(const std::string& statement);

}  // namespace whimbrel::runner

// SPDX-License-Identifier: Apache-2.0
// Loads a declaration into a shadow database to a fixpoint; see DESIGN.md "Shadow".
#pragma once

#include "whimbrel/base/managed.h"
#include "whimbrel/parse/split.h"
#include "whimbrel/shadow/shadow.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace whimbrel::shadow {

/// What the text is: it decides what is refused and what is an error.
enum class DeclarationKind {
    project,  ///< schema/: data statements are refused, broken function bodies are errors
    dump,     ///< any other SQL file: data statements are run with a warning, broken bodies are warnings
};

struct LoadOptions {
    DeclarationKind kind = DeclarationKind::project;
    std::set<std::string> allowed_outside{};  ///< names of Head::reaches_outside that configuration allows
    Managed managed{};                        ///< roles among them are declared like anything else; others are made where something names them
    std::function<void(const std::string&)> warn{};
    /// Told the file of each routine whose body the server refuses, instead of an error or a warning.
    std::function<void(const std::string& file)> broken_body{};
};

/// A routine in C or of language internal whose code is the server's own, or a library's that was installed with it: what CREATE EXTENSION
/// loads as well. A dump may have it.
bool comes_with_server(const parse::SplitStatement& statement);

/// Runs the statements of all files, in the order given, those that fail for a missing object again after others,
/// until nothing changes. The database must be fresh. Where a statement was retried, the whole is loaded again into a
/// second fresh database in the order found, and the second replaces `database`, so that late overloads bind as they do in any
/// replay; `contents` tells all that a database holds, is asked of the first while the second is made, on a thread of its own, and
/// it is an error where it says another thing of the second.
/// Errors: declaration_broken (with span, server report, and "did you mean" where an undefined table or
/// column is near a declared one), declared_twice (both places), data_in_declaration, reaches_outside, extension_missing,
/// several errors are all reported: the first is returned, the others stand in its context.
Result<> load(Shadow& shadow, Database& database, const std::vector<parse::SplitFile>& files, const LoadOptions& options,
              const std::function<Result<std::string>(Database&)>& contents);

}  // namespace whimbrel::shadow

// SPDX-License-Identifier: Apache-2.0
// What only a person knows: renames, fills, conversions; from options, an answers file, or a terminal.
#pragma once

#include "whimbrel/diff/diff.h"
#include "whimbrel/project/workspace.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::project {

/// As they were given on the command line.
struct Answers {
    std::vector<std::string> renames;                        ///< "table:public.groups=public.teams", "column:public.users.handle=nick"
    std::vector<std::pair<std::string, std::string>> given;  ///< question id → answer
};

/// "ID=VALUE", where the id may hold "=" inside quotes. Errors: answers_invalid.
Result<std::pair<std::string, std::string>> parse_answer(std::string_view text);
/// A JSON object of ids and answers. Errors: answers_invalid, file_unreadable.
Result<std::vector<std::pair<std::string, std::string>>> read_answers_file(const std::filesystem::path& file);

/// "kind:OLD=NEW" against the state before. Errors: rename_unknown, with a suggestion.
Result<diff::RenameFact> parse_rename(std::string_view text, const catalog::Catalog& from);

/// "rename:table:public.users/column:nick"
std::string rename_question_id(const diff::RenameFact& candidate);

/// The facts of a declaration with the answers added.
struct Settled {
    std::vector<diff::RenameFact> renames;
    kinds::Facts facts;
    std::vector<kinds::Question> open;                      ///< renames that nobody settled
    std::vector<std::pair<std::string, std::string>> used;  ///< answers that were needed, for the stamp
};
/// The two states that are asked about, and what is different between them.
struct Asked {
    const catalog::Catalog& from;
    const catalog::Catalog& to;
    const std::vector<diff::Change>& changes;
};
/// Asks on the terminal what neither the declaration nor the answers say.
Result<Settled> settle(const Workspace& workspace, const Asked& asked, const source::Facts& declared, const Answers& answers);

}  // namespace whimbrel::project

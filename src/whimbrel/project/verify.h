// SPDX-License-Identifier: Apache-2.0
// verify: every object of the schema looked up in the target, one by one.
#pragma once

#include "whimbrel/catalog/catalog.h"
#include "whimbrel/project/workspace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::project {

struct VerifyItem {
    enum class State : std::uint8_t { same, different, missing, unexpected };
    std::string heading;  ///< "Columns", "Foreign keys"
    std::string subject;  ///< "public.tasks.user_id"
    std::string detail;   ///< "uuid, not null"; "(user_id) → public.users (id), on delete cascade"
    State state = State::same;
    std::vector<std::string> differences{};  ///< "type: text → character varying(20)"; the declared side first
    std::string place{};                     ///< of a part: kinds::Entry::at
};

/// The list for two catalogs, by headings. Both must have been made comparable (ignore rules, spellings).
std::vector<VerifyItem> make_checklist(const catalog::Catalog& expected, const catalog::Catalog& actual);

struct VerifyReport {
    std::string database;
    std::string expected;  ///< "the snapshot of 20261120143000_create_groups"
    std::vector<VerifyItem> items;
    std::vector<std::string> pending;              ///< migrations that are not applied
    std::vector<catalog::NotManaged> not_managed;  ///< in the target, and covered by no ignore rule
    [[nodiscard]] bool equal() const;
};

/// Against what the migrations produce, else against the declaration. The shadow is used only where an expression's spelling is in doubt or
/// there is no snapshot. Reads catalogs only. Errors: those of connecting and of reading the project.
Result<VerifyReport> verify(const Workspace& workspace, const DatabaseChoice& choice);

std::string_view name_of(VerifyItem::State state);

}  // namespace whimbrel::project

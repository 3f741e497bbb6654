// SPDX-License-Identifier: Apache-2.0
// What `pull` writes into which file.
#pragma once

#include "whimbrel/plan/plan.h"

#include <map>
#include <string>

namespace whimbrel::project {

/// The statements that make the catalog out of `empty`, by file: "tables/users.sql" with the table's constraints, indexes, triggers
/// and comments; "types/mood.sql", "functions/f.sql", "views/v.sql", "extensions.sql", "schemas.sql". Objects outside `public` have
/// their schema in the name: "tables/app.users.sql".
class PulledFiles {
public:
    /// Both outlive it.
    PulledFiles(const plan::Plan& plan, const catalog::Catalog& catalog) : plan_(plan), catalog_(catalog) {}

    [[nodiscard]] std::map<std::string, std::string> texts() const;
    [[nodiscard]] std::string file_of(const kinds::ObjectId& id) const;
    /// Files are loaded in no order of theirs, and some of what parents and children among tables are told depends on one: a check that was NOT
    /// VALID before a child was made, an index that was made before a partition was attached. Puts all of such a family into the file of its
    /// first, in the order of the plan. False where the file has no family, or holds it whole already.
    bool keep_together(const std::string& file);
    /// The same for every file that alters what another one makes (ALTER TABLE parent ATTACH PARTITION child), where files in another order
    /// mean something else.
    bool keep_alterations_together();

private:
    [[nodiscard]] std::string own_file(const kinds::ObjectId& id) const;

    const plan::Plan& plan_;
    const catalog::Catalog& catalog_;
    std::map<std::string, std::string> into_{};  ///< of a file that is none of its own: the one that holds its statements
};

}  // namespace whimbrel::project

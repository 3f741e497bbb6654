// SPDX-License-Identifier: Apache-2.0
// Names by pattern, and the objects of a whole server that a project answers for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel {

/// * is any run of characters, ? one, \ takes the next as it is.
bool matches_glob(std::string_view glob, std::string_view text);

/// What belongs to the whole server is managed only where a rule names it: another project may own the rest.
struct ManageRule {
    std::string kind;  ///< "role"
    std::string name;  ///< a glob: "app_*"
    bool operator==(const ManageRule&) const = default;
};

struct Managed {
    std::vector<ManageRule> rules;
    [[nodiscard]] bool empty() const { return rules.empty(); }
    /// True where some rule is about the kind.
    [[nodiscard]] bool any(std::string_view kind) const;
    [[nodiscard]] bool covers(std::string_view kind, std::string_view name) const;
};

}  // namespace whimbrel

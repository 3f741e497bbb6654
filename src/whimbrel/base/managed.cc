// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/managed.h"

#include <algorithm>

namespace whimbrel {

bool matches_glob(std::string_view glob, std::string_view text) {
    while (!glob.empty()) {
        if (glob.front() == '*') {
            glob.remove_prefix(1);
            for (std::size_t skipped = 0; skipped <= text.size(); ++skipped)
                if (matches_glob(glob, text.substr(skipped))) return true;
            return false;
        }
        const bool escaped = glob.front() == '\\' && glob.size() > 1;
        if (escaped) glob.remove_prefix(1);
        if (text.empty() || (escaped || glob.front() != '?' ? text.front() != glob.front() : false)) return false;
        glob.remove_prefix(1);
        text.remove_prefix(1);
    }
    return text.empty();
}

bool Managed::any(std::string_view kind) const { return std::ranges::find(rules, kind, &ManageRule::kind) != rules.end(); }

bool Managed::covers(std::string_view kind, std::string_view name) const {
    return std::ranges::any_of(rules, [&](const ManageRule& rule) { return rule.kind == kind && matches_glob(rule.name, name); });
}

}  // namespace whimbrel

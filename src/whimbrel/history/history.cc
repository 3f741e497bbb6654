// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/history/history.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"

#include <algorithm>

namespace whimbrel::history {

bool Migration::edited() const { return stamp && (stamp->up_hash != up_hash || stamp->down_hash != down_hash); }

const Migration* History::find(std::string_view version) const {
    const auto it = std::ranges::find(migrations, version, &Migration::version);
    return it == migrations.end() ? nullptr : &*it;
}

std::string History::head() const { return stamps.empty() ? std::string() : stamps.back().id; }

Result<> History::one_head() const {
    if (heads.size() < 2) return {};
    std::string titles;
    for (const auto& stamp : stamps) {
        if (std::ranges::find(heads, stamp.id) == heads.end()) continue;
        const Migration* migration = find(stamp.version);
        titles += (titles.empty() ? "" : ", ") + (migration != nullptr ? migration->title() : stamp.version);
    }
    return fail(ErrorCode::history_two_heads, format("the history has {} heads: {}", heads.size(), titles))
        .at({(folder / "whimbrel.lock").string(), 0, 0})
        .hint("Run `whimbrel rebase`: it puts your migration on top of the other one and proves it.");
}

std::string migration_id(std::string_view version, std::string_view up_hash, std::string_view down_hash, std::string_view parent) {
    return Sha256().add("whimbrel migration").add(version).add(up_hash).add(down_hash).add(parent).hex();
}

}  // namespace whimbrel::history

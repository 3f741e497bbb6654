// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/diff/diff.h"

namespace whimbrel::diff {

std::vector<Change> diff(const catalog::Catalog& from, const catalog::Catalog& to) {
    std::vector<Change> out;
    auto left = from.objects().begin();
    auto right = to.objects().begin();
    while (left != from.objects().end() || right != to.objects().end()) {
        if (right == to.objects().end() || (left != from.objects().end() && left->first < right->first)) {
            out.push_back({&(left++)->second, nullptr});
        } else if (left == from.objects().end() || right->first < left->first) {
            out.push_back({nullptr, &(right++)->second});
        } else {
            if (!left->second.kind->equal(left->second, right->second)) out.push_back({&left->second, &right->second});
            ++left;
            ++right;
        }
    }
    return out;
}

std::vector<std::string> summary(const std::vector<Change>& changes) {
    std::vector<std::string> out;
    for (const auto& change : changes) {
        if (change.from == nullptr) {
            out.push_back("create " + change.to->id.describe());
        } else if (change.to == nullptr) {
            out.push_back("drop " + change.from->id.describe());
        } else {
            for (const auto& line : change.to->kind->differences(*change.from, *change.to)) out.push_back("alter " + change.to->id.describe() + ": " + line);
        }
    }
    return out;
}

}  // namespace whimbrel::diff

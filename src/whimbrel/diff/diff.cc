// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/diff/diff.h"

#include <algorithm>

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

namespace {

/// KindOps::differences tells what was found of what was expected; a change is meant to be.
std::string as_change(std::string line) {
    for (const auto& [found, meant] : {std::pair<std::string_view, std::string_view>{" is missing", " goes"}, {" is not expected", " is new"}})
        if (line.ends_with(found)) line.replace(line.size() - found.size(), found.size(), meant);
    return line;
}

}  // namespace

std::vector<std::string> summary(const std::vector<Change>& changes) {
    std::vector<std::string> out;
    auto in_order = changes;
    std::ranges::stable_sort(in_order, {}, [](const Change& change) { return (change.to != nullptr ? change.to : change.from)->kind->rank; });
    for (const auto& change : in_order) {
        if (change.from == nullptr) {
            out.push_back("create " + change.to->id.describe());
        } else if (change.to == nullptr) {
            out.push_back("drop " + change.from->id.describe());
        } else {
            for (const auto& line : change.to->kind->differences(*change.from, *change.to))
                out.push_back("alter " + change.to->id.describe() + ": " + as_change(line));
        }
    }
    return out;
}

}  // namespace whimbrel::diff

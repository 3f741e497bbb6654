// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/diff/diff.h"

#include <algorithm>

namespace whimbrel::diff {

namespace {

/// Values are shared by what was copied.
bool is_same(const Object& from, const Object& to) { return from.value == to.value || from.kind->equal(from, to); }

}  // namespace

std::vector<Change> diff(const catalog::Catalog& from, const catalog::Catalog& to) {
    std::vector<Change> out;
    if (&from.objects() == &to.objects()) return out;  // two copies of one catalog
    auto left = from.objects().begin();
    auto right = to.objects().begin();
    while (left != from.objects().end() && right != to.objects().end()) {
        const Object &was = (*left).second, &is = (*right).second;
        // Most ids are the same on both sides, and to be equal is cheaper to find than to be less.
        if (&was == &is || was.id == is.id) {
            if (!is_same(was, is)) out.push_back({&was, &is});
            ++left;
            ++right;
        } else if (was.id < is.id) {
            out.push_back({&was, nullptr});
            ++left;
        } else {
            out.push_back({nullptr, &is});
            ++right;
        }
    }
    for (; left != from.objects().end(); ++left) out.push_back({&(*left).second, nullptr});
    for (; right != to.objects().end(); ++right) out.push_back({nullptr, &(*right).second});
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

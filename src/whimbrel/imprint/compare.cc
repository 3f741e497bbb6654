// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/base/sha256.h"
#include "whimbrel/imprint/imprint.h"

namespace whimbrel::imprint {

namespace {

const Field k_missing{.is_null = true};

/// Walks two sorted maps side by side; `met` is given each key with the values that there are.
template <class Map, class Met>
void walk(const Map& from, const Map& to, Met met) {
    auto left = from.begin();
    auto right = to.begin();
    while (left != from.end() || right != to.end()) {
        const int order = left == from.end() ? 1 : right == to.end() ? -1 : left->first.compare(right->first);
        const auto& key = order <= 0 ? left->first : right->first;
        met(key, order <= 0 ? &left->second : nullptr, order >= 0 ? &right->second : nullptr);
        if (order <= 0) ++left;
        if (order >= 0) ++right;
    }
}

void compare_entry(std::vector<Difference>& differences, const std::string& key, const Entry& from, const Entry& to) {
    walk(from, to, [&](const std::string& column, const Field* left, const Field* right) {
        if (left != nullptr && right != nullptr && *left == *right) return;
        Difference difference{.entry = key, .column = column, .from = left == nullptr ? k_missing : *left, .to = right == nullptr ? k_missing : *right};
        difference.only_expression = left != nullptr && right != nullptr && left->is_expression && !left->is_null && !right->is_null;
        differences.push_back(std::move(difference));
    });
}

std::string describe(const Field& field) { return field.is_null ? "null" : field.value.empty() ? "empty" : field.value; }

/// Length first, so that no two prints give the same bytes.
void append(std::string& bytes, std::string_view part) {
    bytes += format("{}:", part.size());
    bytes += part;
}

}  // namespace

std::string Imprint::hash() const {
    Sha256 digest;
    digest.add(format("imprint of {}", version.number));
    std::string bytes;
    for (const auto& [key, entry] : entries) {
        bytes.clear();
        append(bytes, key);
        for (const auto& [column, field] : entry) {
            append(bytes, column);
            bytes += field.is_null ? '-' : '+';
            append(bytes, field.value);
        }
        digest.add(bytes);
    }
    return digest.hex();
}

std::vector<Difference> compare(const Imprint& from, const Imprint& to) {
    std::vector<Difference> differences;
    walk(from.entries, to.entries, [&](const std::string& key, const Entry* left, const Entry* right) {
        if (left != nullptr && right != nullptr) {
            compare_entry(differences, key, *left, *right);
            return;
        }
        differences.push_back({.entry = key, .from = {.is_null = left == nullptr}, .to = {.is_null = right == nullptr}});
    });
    return differences;
}

std::string render(const std::vector<Difference>& differences, std::size_t at_most) {
    std::string text;
    std::size_t lines = 0;
    for (const auto& difference : differences) {
        if (lines++ == at_most) {
            text += format("and {} more\n", differences.size() - at_most);
            break;
        }
        if (!difference.column.empty())
            text += format("{}: {} is {}, expected {}\n", difference.entry, difference.column, describe(difference.from), describe(difference.to));
        else text += format("{}: is {}\n", difference.entry, difference.from.is_null ? "missing" : "there, expected not to be");
    }
    return text;
}

}  // namespace whimbrel::imprint

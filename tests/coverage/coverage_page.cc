// SPDX-License-Identifier: Apache-2.0
#include "tests/coverage/coverage_page.h"

#include "whimbrel/base/format.h"
#include "whimbrel/imprint/written_rules.h"
#include "whimbrel/kinds/origin.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace whimbrel::coverage {

namespace {

constexpr std::string_view k_introduction =
    "<!-- Made of what kinds/*/ say under \"origins\", and of src/whimbrel/imprint/written_rules.cc, by scripts/coverage.sh; a test checks it. -->\n"
    "# Coverage\n\n"
    "Every column of every system catalog of PostgreSQL 14 to 18, and what becomes of it. A test asks the server of each version for its\n"
    "own list and fails where a column is on no list here.\n\n"
    "- *managed*: fields of kinds hold it (see [kinds](kinds.md)); `table` by name: it tells which object it is.\n"
    "- *derived*: no field holds it, as it follows from others. A proof compares it ([the imprint](imprint.md)).\n"
    "- *left out*: neither kinds nor the imprint look at it.\n\n"
    "What no kind manages and a database holds is reported by name (W1403).\n";

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
    std::vector<std::string_view> out;
    for (auto end = text.find(by); end != std::string_view::npos; end = text.find(by)) {
        out.push_back(text.substr(0, end));
        text.remove_prefix(end + by.size());
    }
    out.push_back(text);
    return out;
}

int number(std::string_view text) {
    int out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

/// "14–18", "14, 15": as versions_of() writes them.
std::set<int> majors_of(std::string_view text) {
    std::set<int> out;
    for (const auto range : split(text, ", ")) {
        const auto ends = split(range, "–");
        for (int major = number(ends.front()); major <= number(ends.back()); ++major) out.insert(major);
    }
    return out;
}

std::string versions_of(const std::set<int>& majors) {
    std::string out;
    for (auto it = majors.begin(); it != majors.end();) {
        auto last = it;
        while (std::next(last) != majors.end() && *std::next(last) == *last + 1) ++last;
        out += format("{}{}", out.empty() ? "" : ", ", *it);
        if (last != it) out += format("–{}", *last);
        it = std::next(last);
    }
    return out;
}

std::string catalog_of(const std::string& column) { return column.substr(0, column.find('.')); }

void add(std::string& list, const std::string& item) {
    if (list.find(item) != std::string::npos) return;
    if (!list.empty()) list += ", ";
    list += item;
}

Account by_kinds(const std::string& column) {
    Account out;
    std::string reasons;
    for (const auto& coverage : kinds::coverage()) {
        if (coverage.column != column) continue;
        if (!coverage.kind.empty() && !coverage.field.empty())
            add(out.text, coverage.field == kinds::k_identity ? format("`{}` by name", coverage.kind) : format("`{}.{}`", coverage.kind, coverage.field));
        else add(reasons, coverage.reason);
    }
    out.state = !out.text.empty() ? Account::State::managed : !reasons.empty() ? Account::State::derived : Account::State::unknown;
    if (out.text.empty()) out.text = reasons;
    return out;
}

Account by_imprint(const std::string& column) {
    for (const auto& rule : imprint::column_rules())
        if (rule.treatment == imprint::Treatment::left_out && column == format("{}.{}", rule.catalog, rule.column))
            return {Account::State::left_out, std::string(rule.reason)};
    for (const auto& rule : imprint::catalog_rules())
        if (catalog_of(column) == rule.catalog) return {Account::State::left_out, std::string(rule.reason)};
    if (column.ends_with(".oid")) return {Account::State::left_out, "names stand for it everywhere"};
    return {};
}

}  // namespace

Columns parse(std::string_view page) {
    Columns out;
    std::string catalog;
    for (const auto line : split(page, "\n")) {
        if (line.starts_with("## ")) catalog = line.substr(3);
        const auto cells = split(line, " | ");
        if (cells.size() < 3 || !cells[0].starts_with("| `")) continue;
        out[catalog + "." + std::string(cells[0].substr(3, cells[0].size() - 4))] = majors_of(cells[1]);
    }
    return out;
}

Account account_for(const std::string& column) {
    if (auto account = by_kinds(column); account.state != Account::State::unknown) return account;
    if (auto account = by_imprint(column); account.state != Account::State::unknown) return account;
    return by_kinds(catalog_of(column) + ".*");
}

std::string render(const Columns& columns) {
    constexpr std::array k_words{"unknown", "managed", "derived", "left out"};
    std::map<int, std::array<int, 4>> counts;
    std::string rows, catalog;
    for (const auto& [column, majors] : columns) {
        if (const auto name = catalog_of(column); name != catalog) {
            catalog = name;
            rows += format("\n## {}\n\n| Column | PostgreSQL | |\n|---|---|---|\n", catalog);
        }
        const auto account = account_for(column);
        for (const int major : majors) ++counts[major][static_cast<std::size_t>(account.state)];
        rows += format("| `{}` | {} | {}: {} |\n", column.substr(catalog.size() + 1), versions_of(majors), k_words[static_cast<std::size_t>(account.state)],
                       account.text);
    }
    std::string page = std::string(k_introduction) + "\n| PostgreSQL | columns | managed | derived | left out | unknown |\n|---|---|---|---|---|---|\n";
    for (const auto& [major, of] : counts)
        page += format("| {} | {} | {} | {} | {} | {} |\n", major, of[0] + of[1] + of[2] + of[3], of[1], of[2], of[3], of[0]);
    return page + rows;
}

}  // namespace whimbrel::coverage

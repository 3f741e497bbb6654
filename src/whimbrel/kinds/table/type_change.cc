// SPDX-License-Identifier: Apache-2.0
// The written list of type changes that lose nothing. What is not in it is lossy.
// See "ALTER TABLE … SET DATA TYPE" and the casts in pg_cast.
#include "whimbrel/kinds/table/table_kind.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace whimbrel::kinds {

namespace {

/// "character varying(20)" taken apart: the name, its modifiers, and what stands behind them ("[]", " with time zone").
struct TypeText {
    std::string base;
    std::vector<int> modifiers;
    bool array = false;
};

TypeText take_apart(std::string_view type) {
    TypeText out;
    if (type.ends_with("[]")) {
        out.array = true;
        type.remove_suffix(2);
    }
    const auto open = type.find('(');
    if (open == std::string_view::npos || type.front() == '"') {
        out.base = type;
        return out;
    }
    const auto close = type.find(')', open);
    out.base = std::string(type.substr(0, open)) + std::string(close == std::string_view::npos ? "" : type.substr(close + 1));
    std::string_view list = type.substr(open + 1, close - open - 1);
    while (!list.empty()) {
        int number = 0;
        const auto parsed = std::from_chars(list.data(), list.data() + list.size(), number);
        out.modifiers.push_back(number);
        list.remove_prefix(static_cast<std::size_t>(parsed.ptr - list.data()));
        if (!list.empty()) list.remove_prefix(1);
    }
    return out;
}

std::string_view last_name(std::string_view qualified) { return qualified.substr(qualified.rfind('.') + 1); }
bool is_citext(const TypeText& type) { return last_name(type.base) == "citext"; }
bool is_text(const TypeText& type) { return type.base == "text" || type.base == "character varying" || is_citext(type); }
bool is_padded(const TypeText& type) { return type.base == "character"; }

constexpr auto k_integers = std::to_array<std::string_view>({"smallint", "integer", "bigint"});
int integer_rank(const TypeText& type) {
    const auto* it = std::ranges::find(k_integers, type.base);
    return it == k_integers.end() ? -1 : static_cast<int>(it - k_integers.begin());
}
constexpr auto k_integer_digits = std::to_array<int>({5, 10, 19});

bool widens_text(const TypeText& from, const TypeText& to) {
    if (to.modifiers.empty()) return true;
    return !from.modifiers.empty() && from.modifiers[0] <= to.modifiers[0];
}

bool widens_numeric(const TypeText& from, const TypeText& to) {
    if (to.modifiers.empty()) return true;
    const int to_scale = to.modifiers.size() > 1 ? to.modifiers[1] : 0;
    const int to_whole = to.modifiers[0] - to_scale;
    if (const int rank = integer_rank(from); rank >= 0) return to_scale >= 0 && to_whole >= k_integer_digits[static_cast<std::size_t>(rank)];
    if (from.modifiers.empty()) return false;
    const int from_scale = from.modifiers.size() > 1 ? from.modifiers[1] : 0;
    return to_scale >= from_scale && to_whole >= from.modifiers[0] - from_scale;
}

/// time(3) → time(6): more digits of a second.
bool widens_seconds(const TypeText& from, const TypeText& to) {
    if (to.modifiers.empty() || to.modifiers[0] == 6) return true;
    return !from.modifiers.empty() && from.modifiers[0] <= to.modifiers[0];
}

bool is_moment(const TypeText& type) { return type.base.starts_with("time") || type.base == "interval"; }

bool is_number(const TypeText& type) { return integer_rank(type) >= 0 || type.base == "numeric" || type.base == "real" || type.base == "double precision"; }

}  // namespace

bool is_lossless_type_change(std::string_view from_text, std::string_view to_text) {
    const TypeText from = take_apart(from_text), to = take_apart(to_text);
    if (from.array != to.array) return false;
    if (is_text(from) && is_text(to)) return widens_text(from, to);
    if (is_padded(from) && is_padded(to)) return widens_text(from, to);
    if (integer_rank(from) >= 0 && integer_rank(to) >= 0) return integer_rank(from) <= integer_rank(to);
    if ((integer_rank(from) >= 0 || from.base == "numeric") && to.base == "numeric") return widens_numeric(from, to);
    if (from.base == "real" && to.base == "double precision") return true;
    if ((from.base == "smallint" && (to.base == "real" || to.base == "double precision")) || (from.base == "integer" && to.base == "double precision"))
        return true;
    if (from.base == to.base && is_moment(from)) return widens_seconds(from, to);
    if (from.base == "date" && to.base == "timestamp without time zone") return true;
    if (from.base == "bit" && to.base == "bit varying") return widens_text(from, to);
    if (from.base == "bit varying" && to.base == "bit varying") return widens_text(from, to);
    if (from.base == "cidr" && to.base == "inet") return true;
    if (from.base == "macaddr" && to.base == "macaddr8") return true;
    // Every value has a text that reads back as the same value; the other way round is not sure to succeed.
    constexpr auto k_exact_texts = std::to_array<std::string_view>({"uuid", "boolean", "inet", "cidr", "macaddr", "date", "json", "jsonb", "xml"});
    if (to.base == "text" && (integer_rank(from) >= 0 || from.base == "numeric" || std::ranges::find(k_exact_texts, from.base) != k_exact_texts.end()))
        return true;
    return from.base == "json" && to.base == "text";
}

bool converts_without_using(std::string_view from_text, std::string_view to_text) {
    const TypeText from = take_apart(from_text), to = take_apart(to_text);
    if (from.array != to.array) return !from.array ? false : is_text(to);
    if (from.base == to.base) return true;
    // Every type has an assignment cast to the text types by way of its output function.
    if (to.base == "text" || to.base == "character varying" || to.base == "character") return true;
    if (is_citext(to)) return is_text(from) || is_padded(from);
    if (is_number(from) && is_number(to)) return true;
    const auto is_timestamp = [](const TypeText& type) { return type.base.starts_with("timestamp") || type.base == "date"; };
    if (is_timestamp(from) && is_timestamp(to)) return true;
    if (from.base.starts_with("time ") && (to.base.starts_with("time ") || to.base == "interval")) return true;
    if (from.base.starts_with("bit") && to.base.starts_with("bit")) return true;
    if ((from.base == "json" && to.base == "jsonb") || (from.base == "jsonb" && to.base == "json")) return true;
    if ((from.base == "cidr" && to.base == "inet") || (from.base == "inet" && to.base == "cidr")) return true;
    return (from.base == "macaddr" && to.base == "macaddr8") || (from.base == "macaddr8" && to.base == "macaddr");
}

}  // namespace whimbrel::kinds

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/sql/names.h"

#include <algorithm>

namespace whimbrel::sql {

namespace {

bool is_plain(std::string_view name) {
    auto starts = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9'); };
    return !name.empty() && starts(name.front()) && std::ranges::all_of(name, continues);
}

std::string quoted(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote) out += quote;
        out += c;
    }
    out += quote;
    return out;
}

}  // namespace

std::string Identifier::render() const { return is_plain(name) && !needs_quotes_as_keyword(name) ? name : quoted(name, '"'); }

std::string QualifiedName::render() const {
    if (schema.empty()) return Identifier{name}.render();
    return Identifier{schema}.render() + "." + Identifier{name}.render();
}

std::string Literal::render() const {
    if (value.find('\\') == std::string::npos) return quoted(value, '\'');
    std::string doubled;
    for (const char c : value) {
        if (c == '\\') doubled += c;
        doubled += c;
    }
    return "E" + quoted(doubled, '\'');
}

}  // namespace whimbrel::sql

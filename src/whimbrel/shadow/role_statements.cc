// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/role_statements.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <array>

namespace whimbrel::shadow {

bool is_about_role(const parse::Head& head) {
    return (head.verb == "CREATE" || head.verb == "ALTER" || head.verb == "DROP") && (head.object == "ROLE" || head.object == "USER" || head.object == "GROUP");
}

bool is_about_membership(const parse::Head& head) { return (head.verb == "GRANT" || head.verb == "REVOKE") && head.object == "ROLE"; }

std::vector<std::string> members_in(const std::string& text) {
    constexpr auto k_ends = std::to_array<std::string_view>({"WITH", "GRANTED", "CASCADE", "RESTRICT"});
    std::vector<std::string> names;
    bool among = false;
    for (const auto& token : parse::lex(text)) {
        const auto word = token.text(text);
        if (among && std::ranges::any_of(k_ends, [&](std::string_view end) { return parse::is_word(word, end); })) break;
        const bool is_name = token.kind == parse::TokenKind::word || token.kind == parse::TokenKind::quoted_identifier;
        if (among && is_name && !parse::is_word(word, "GROUP")) names.push_back(parse::stored_name(word));
        among = among || parse::is_word(word, "TO") || parse::is_word(word, "FROM");
    }
    return names;
}

bool is_of_initdb(const std::string& role) { return role == "postgres" || role.starts_with("pg_"); }

Error never_managed(const std::string& title, SourceSpan at) {
    return fail(ErrorCode::declaration_broken, format("{} is about a role that every server has, and such are never managed", title))
        .at(std::move(at))
        .hint("Remove it, or name fewer roles in the [[manage]] rules of whimbrel.toml.")
        .take();
}

}  // namespace whimbrel::shadow

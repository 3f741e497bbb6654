// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/this_database.h"

#include "whimbrel/sql/names.h"

#include <vector>

namespace whimbrel::shadow {

namespace {

std::vector<parse::Token> words_of(const std::string& text) {
    auto tokens = parse::lex(text);
    std::erase_if(tokens, [](const parse::Token& token) { return token.is_comment(); });
    return tokens;
}

}  // namespace

std::optional<DatabaseName> database_named(const parse::SplitStatement& statement) {
    const auto& head = statement.head;
    const bool of_role = head.object == "ROLE" || head.object == "USER";
    if (head.verb != "ALTER" || (head.object != "DATABASE" && !of_role)) return std::nullopt;
    const auto& text = statement.text;
    const auto tokens = words_of(text);
    const auto is = [&](std::size_t at, std::string_view word) { return at < tokens.size() && parse::is_word(tokens[at].text(text), word); };
    // ALTER DATABASE name …, ALTER ROLE role IN DATABASE name …
    std::size_t at = 2;
    if (of_role) {
        if (!is(3, "IN") || !is(4, "DATABASE")) return std::nullopt;
        at = 5;
    }
    const bool sets = is(at + 1, "RESET") || (is(at + 1, "SET") && !is(at + 2, "TABLESPACE"));
    if (!sets) return std::nullopt;
    const auto name = tokens[at].text(text);
    return DatabaseName{tokens[at].begin, name.size(), parse::stored_name(name)};
}

std::string with_database(const parse::SplitStatement& statement, const DatabaseName& named, const std::string& database) {
    std::string text = statement.text;
    return text.replace(named.begin, named.size, sql::Identifier{database}.render());
}

}  // namespace whimbrel::shadow

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/role_there.h"

#include "whimbrel/parse/lexer.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace whimbrel::runner {

namespace {

constexpr std::string_view k_stand_in = "whimbrel_stand_in";
constexpr std::size_t k_name = 2;  ///< the token of the name, behind CREATE ROLE

std::vector<parse::Token> words_of(const std::string& text) {
    auto tokens = parse::lex(text);
    std::erase_if(tokens, [](const parse::Token& token) { return token.is_comment(); });
    return tokens;
}

/// The columns of pg_roles that CREATE ROLE decides, of whatever version.
constexpr std::string_view k_alike = R"(
SELECT (pg_catalog.to_jsonb(a) - array['oid', 'rolname', 'rolpassword', 'rolconfig']) = (pg_catalog.to_jsonb(b) - array['oid', 'rolname', 'rolpassword', 'rolconfig'])
  FROM pg_catalog.pg_roles a, pg_catalog.pg_roles b WHERE a.rolname = $1 AND b.rolname = $2)";

}  // namespace

bool makes_plain_role(const parse::SplitStatement& statement) {
    const auto& head = statement.head;
    if (head.verb != "CREATE" || head.name.empty() || (head.object != "ROLE" && head.object != "USER" && head.object != "GROUP")) return false;
    constexpr auto k_more = std::to_array<std::string_view>({"IN", "ROLE", "USER", "GROUP", "ADMIN", "PASSWORD", "SYSID"});
    const auto words = words_of(statement.text);
    return words.size() > k_name && std::ranges::none_of(words | std::views::drop(k_name + 1), [&](const parse::Token& token) {
               return std::ranges::any_of(k_more, [&](std::string_view word) { return parse::is_word(token.text(statement.text), word); });
           });
}

Result<bool> is_there_alike(Wire& wire, const parse::SplitStatement& statement) {
    const std::array<pg::Value, 2> names{statement.head.name, std::string(k_stand_in)};
    WHIMBREL_TRY(const auto there, wire.query(sql::sql("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1"), std::span(names).first(1)));
    if (there.empty()) return false;
    auto text = statement.text;
    const auto name = words_of(text)[k_name];
    text.replace(name.begin, name.end - name.begin, k_stand_in);
    WHIMBREL_CHECK(wire.execute(sql::sql("SAVEPOINT whimbrel_stand_in")));
    const auto made = wire.execute(text);
    bool alike = false;
    if (made) {
        WHIMBREL_TRY(const auto rows, wire.query(sql::Statement{std::string(k_alike)}, names));
        alike = rows.size() == 1 && rows[0].boolean(0);
    } else if (!wire.session().alive() || made.error().code != ErrorCode::statement_failed) {
        return std::unexpected(made.error());
    }
    WHIMBREL_CHECK(wire.execute(sql::sql("ROLLBACK TO SAVEPOINT whimbrel_stand_in; RELEASE SAVEPOINT whimbrel_stand_in")));
    return alike;
}

}  // namespace whimbrel::runner

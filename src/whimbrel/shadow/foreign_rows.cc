// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/foreign_rows.h"

#include "whimbrel/parse/lexer.h"
#include "whimbrel/sql/names.h"

#include <vector>

namespace whimbrel::shadow {

namespace {

/// From which minor version of each major on there is the setting.
bool can_restrict(pg::ServerVersion version) {
    constexpr int k_14 = 13, k_15 = 8, k_16 = 4;
    switch (version.major()) {
        case 14:
            return version.minor() >= k_14;
        case 15:
            return version.minor() >= k_15;
        case 16:
            return version.minor() >= k_16;
        default:
            return version.major() >= 17;
    }
}

bool is_refused(const Error& error) {
    constexpr std::string_view k_not_in_state = "55000";
    if (!error.server || error.server->sqlstate != k_not_in_state) return false;
    const auto& message = error.server->message;
    return message == "access to non-system foreign table is restricted" ||
           (message.starts_with("foreign-data wrapper ") && message.ends_with(" has no handler"));
}

/// With WITH NO DATA in the end.
std::string emptied(std::string text) {
    auto tokens = parse::lex(text);
    std::erase_if(tokens, [](const parse::Token& token) { return token.is_comment(); });
    const auto is = [&](std::size_t from_end, std::string_view word) {
        return tokens.size() > from_end && parse::is_word(tokens[tokens.size() - from_end].text(text), word);
    };
    if (is(1, "DATA") && is(2, "WITH")) text.resize(tokens[tokens.size() - 2].begin);
    return text + " WITH NO DATA";
}

}  // namespace

Result<pg::Url> without_foreign_rows(const pg::Url& url, pg::ServerVersion version) {
    if (!can_restrict(version)) return url;
    auto parameters = url.parameters();
    auto& options = parameters["options"];
    options += std::string(options.empty() ? "" : " ") + "-c restrict_nonsystem_relation_kind=foreign-table";
    std::string text;
    for (const auto& [keyword, value] : parameters) {
        text += keyword + "='";
        for (const char c : value) text += (c == '\'' || c == '\\') ? std::string{'\\', c} : std::string(1, c);
        text += "' ";
    }
    return pg::Url::parse(text);
}

Result<> execute_without_foreign_rows(pg::Session& session, const parse::Head& head, const std::string& statement) {
    const bool fills = (head.verb == "CREATE" || head.verb == "REFRESH") && head.object == "MATERIALIZED VIEW";
    if (!fills) {
        WHIMBREL_CHECK(session.execute(statement));
        return {};
    }
    const bool in_transaction = session.in_transaction();
    if (in_transaction) WHIMBREL_CHECK(session.execute("SAVEPOINT whimbrel_foreign_rows"));
    auto done = session.execute(statement);
    if (!done && !is_refused(done.error())) return std::unexpected(std::move(done).error());
    if (!done) {
        if (in_transaction) WHIMBREL_CHECK(session.execute("ROLLBACK TO whimbrel_foreign_rows"));
        WHIMBREL_CHECK(session.execute(emptied(statement)));
        const sql::Literal name{sql::QualifiedName{head.schema, head.name}.render()};
        WHIMBREL_CHECK(session.execute(sql::sql("UPDATE pg_catalog.pg_class SET relispopulated = true WHERE oid =", name, "::pg_catalog.regclass")));
    }
    if (in_transaction) WHIMBREL_CHECK(session.execute("RELEASE whimbrel_foreign_rows"));
    return {};
}

}  // namespace whimbrel::shadow

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/verifier.h"

#include "whimbrel/parse/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace whimbrel::runner {

namespace {

/// A statement's words without its comments, to look for a clause.
class Clauses {
public:
    explicit Clauses(const std::string& text) : text_(text) {
        for (const auto& token : parse::lex(text_))
            if (!token.is_comment()) tokens_.push_back(token);
    }
    [[nodiscard]] bool has(std::string_view word) const { return behind(word).has_value(); }
    /// The (qualified) name behind the last of `words`, which are looked for in order; as SQL, empty where there is none.
    [[nodiscard]] std::string name_behind(std::initializer_list<std::string_view> words) const {
        std::size_t at = 0;
        for (const auto word : words) {
            const auto found = behind(word, at);
            if (!found) return {};
            at = *found;
        }
        if (at < tokens_.size() && parse::is_word(tokens_[at].text(text_), "CONCURRENTLY")) ++at;
        std::string name;
        for (bool expects_name = true; at < tokens_.size(); ++at, expects_name = !expects_name) {
            const auto piece = tokens_[at].text(text_);
            const bool is_name = tokens_[at].kind == parse::TokenKind::word || tokens_[at].kind == parse::TokenKind::quoted_identifier;
            if (expects_name ? !is_name : piece != ".") break;
            name += piece;
        }
        return name;
    }

private:
    [[nodiscard]] std::optional<std::size_t> behind(std::string_view word, std::size_t from = 0) const {
        for (std::size_t i = from; i < tokens_.size(); ++i)
            if (tokens_[i].kind == parse::TokenKind::word && parse::is_word(tokens_[i].text(text_), word)) return i + 1;
        return std::nullopt;
    }
    const std::string& text_;
    std::vector<parse::Token> tokens_;
};

enum class IndexState : std::uint8_t { absent, invalid, valid };

Result<IndexState> state_of_index(Wire& wire, const sql::QualifiedName& name) {
    const std::array<pg::Value, 1> values{name.render()};
    WHIMBREL_TRY(const auto rows, wire.query({"SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass($1)"}, values));
    if (rows.empty()) return IndexState::absent;
    return rows[0].boolean(0) ? IndexState::valid : IndexState::invalid;
}

sql::QualifiedName name_of(const parse::Head& head) { return {head.schema, head.name}; }

Result<Verdict> verify_create_index(Wire& wire, const parse::Head& head) {
    // Without a name the server chose one, which cannot be told from another index.
    if (head.name.empty()) return Verdict::unknown;
    WHIMBREL_TRY(const auto state, state_of_index(wire, name_of(head)));
    if (state == IndexState::valid) return Verdict::done;
    // A build that failed half way leaves an index that is maintained but never used (CREATE INDEX, "Building Indexes Concurrently").
    return state == IndexState::invalid ? Verdict::half : Verdict::not_done;
}

Result<Verdict> verify_drop_index(Wire& wire, const parse::Head& head) {
    WHIMBREL_TRY(const auto state, state_of_index(wire, name_of(head)));
    return state == IndexState::absent ? Verdict::done : Verdict::not_done;
}

/// REINDEX CONCURRENTLY builds beside the old index and leaves <name>_ccnew or <name>_ccold where it is cut off.
Result<std::vector<sql::QualifiedName>> read_reindex_leftovers(Wire& wire, const parse::SplitStatement& statement) {
    const Clauses clauses(statement.text);
    const auto name = clauses.has("TABLE") ? clauses.name_behind({"TABLE"}) : clauses.name_behind({"INDEX"});
    std::vector<sql::QualifiedName> leftovers;
    if (name.empty()) return leftovers;  // of a schema or database: which indexes were its own is not known
    const std::array<pg::Value, 1> values{name};
    WHIMBREL_TRY(const auto rows, wire.query({R"(
SELECT n.nspname, c.relname
FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'
  AND i.indrelid IN (SELECT pg_catalog.to_regclass($1) UNION ALL
                     SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass($1)))"},
                                             values));
    for (const auto row : rows) leftovers.push_back({row.string(0), row.string(1)});
    return leftovers;
}

std::string partition_of(const parse::SplitStatement& statement) { return Clauses(statement.text).name_behind({"DETACH", "PARTITION"}); }

Result<Verdict> verify_detach(Wire& wire, const parse::SplitStatement& statement) {
    const std::array<pg::Value, 2> values{name_of(statement.head).render(), partition_of(statement)};
    WHIMBREL_TRY(const auto rows, wire.query({"SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhparent = pg_catalog.to_regclass($1) "
                                              "AND inhrelid = pg_catalog.to_regclass($2)"},
                                             values));
    if (rows.empty()) return Verdict::done;
    return rows[0].boolean(0) ? Verdict::half : Verdict::not_done;
}

/// What has a name in a catalog of the whole server: there after CREATE, gone after DROP.
Result<Verdict> verify_shared(Wire& wire, const parse::Head& head, const sql::Statement& lookup) {
    const std::array<pg::Value, 1> values{head.name};
    WHIMBREL_TRY(const auto rows, wire.query(lookup, values));
    return rows.empty() == (head.verb == "DROP") ? Verdict::done : Verdict::not_done;
}

bool runs_again(const parse::Head& head) {
    return head.verb == "VACUUM" || head.verb == "ANALYZE" || head.verb == "ANALYSE" || head.verb == "CHECKPOINT" || head.verb == "CLUSTER" ||
           (head.verb == "ALTER" && head.object == "SYSTEM");
}

}  // namespace

Result<Verdict> verify(Wire& wire, const parse::SplitStatement& statement) {
    const auto& head = statement.head;
    if (runs_again(head)) return Verdict::not_done;
    if (head.verb == "REINDEX") {
        WHIMBREL_TRY(const auto leftovers, read_reindex_leftovers(wire, statement));
        return leftovers.empty() ? Verdict::not_done : Verdict::half;
    }
    if (head.object == "INDEX" && head.verb == "CREATE") return verify_create_index(wire, head);
    if (head.object == "INDEX" && head.verb == "DROP") return verify_drop_index(wire, head);
    if (head.verb == "ALTER" && head.object == "TABLE" && !partition_of(statement).empty()) return verify_detach(wire, statement);
    if (head.verb != "CREATE" && head.verb != "DROP") return Verdict::unknown;
    // A database whose creation or removal was cut off cannot be connected to (datconnlimit -2, since 15.4).
    if (head.object == "DATABASE") return verify_shared(wire, head, {"SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1 AND datconnlimit <> -2"});
    if (head.object == "TABLESPACE") return verify_shared(wire, head, {"SELECT 1 FROM pg_catalog.pg_tablespace WHERE spcname = $1"});
    if (head.object == "SUBSCRIPTION")
        return verify_shared(wire, head,
                             {"SELECT 1 FROM pg_catalog.pg_subscription WHERE subname = $1 AND subdbid = "
                              "(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"});
    return Verdict::unknown;
}

Result<Verdict> finish_half(Wire& wire, const parse::SplitStatement& statement) {
    const auto& head = statement.head;
    std::vector<sql::QualifiedName> indexes;
    if (head.verb == "REINDEX") {
        WHIMBREL_TRY(indexes, read_reindex_leftovers(wire, statement));
    } else if (head.object == "INDEX") {
        indexes.push_back(name_of(head));
    } else {
        WHIMBREL_CHECK(wire.execute(sql::sql("ALTER TABLE", name_of(head), "DETACH PARTITION", sql::Fragment{partition_of(statement)}, "FINALIZE")));
        return Verdict::done;
    }
    for (const auto& index : indexes) WHIMBREL_CHECK(wire.execute(sql::sql("DROP INDEX CONCURRENTLY", index)));
    return Verdict::not_done;
}

bool failure_means_nothing_happened(const parse::SplitStatement& statement) {
    return statement.head.verb != "CALL" && statement.head.statement_class != parse::StatementClass::block;
}

}  // namespace whimbrel::runner

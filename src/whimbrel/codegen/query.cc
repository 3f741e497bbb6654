// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/query_nulls.h"
#include "whimbrel/codegen/query_use.h"
#include "whimbrel/parse/lexer.h"
#include "whimbrel/sql/statement.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace whimbrel::codegen {

namespace {

int characters(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Of the parameter whose type nothing tells; 0 where the message is about anything else.
int undecided_parameter(std::string_view message) {
    constexpr std::string_view k_message = "could not determine data type of parameter $";
    int number = 0;
    if (message.starts_with(k_message)) std::from_chars(message.data() + k_message.size(), message.data() + message.size(), number);
    return number;
}

/// In characters, from 1; 0 where it is not there.
int position_of_parameter(std::string_view statement, int number) {
    for (const auto& token : parse::lex(statement))
        if (token.kind == parse::TokenKind::parameter && token.text(statement).substr(1) == std::to_string(number))
            return characters(statement.substr(0, token.begin)) + 1;
    return 0;
}

std::string written(const QueryText& text, int number) {
    const auto at = static_cast<std::size_t>(number) - 1;
    return at < text.text.parameters.size() ? "@" + text.text.parameters[at].name : format("${}", number);
}

/// Of a statement that the server refused; anything else is not the query's fault.
Error refused(const QueryText& text, Error error) {
    if (error.code != ErrorCode::statement_failed || !error.server) return error;
    Error out(ErrorCode::query_invalid, format("PostgreSQL refuses query {}", text.name));
    out.span = text.place_of(error.server->position);
    const auto holds = [&](std::string_view what) { return text.statement->text.find(what) != std::string::npos; };
    if (const int number = undecided_parameter(error.server->message); number != 0) {
        out.span = text.place_of(position_of_parameter(text.text.filled.text, number));
        out.hints.push_back(format("Write its type behind it, as in {}::text.", written(text, number)));
    }
    if (holds("sqlc.arg") || holds("sqlc.narg")) out.hints.emplace_back("Write @name for a parameter, @name? for one that may be NULL.");
    else if (error.server->message.ends_with("at or near \":\"")) out.hints.emplace_back("Write @name for a parameter: a colon is no part of a statement.");
    out.server = std::move(error.server);
    return out;
}

Failing unusable(const QueryText& text, std::string message) {
    return fail(ErrorCode::query_invalid, format("query {} {}", text.name, message)).at(text.place_of(0));
}

/// The names that a call has for parameters: those written, else what they meet, made different by a number.
std::vector<std::string> names_of(const QueryText& text, std::size_t count, const std::map<int, std::vector<ParameterUse>>& uses) {
    std::vector<std::string> out;
    std::set<std::string> taken;
    for (std::size_t at = 0; at < count; ++at) {
        std::string name = format("arg{}", at + 1);
        if (at < text.text.parameters.size()) {
            name = text.text.parameters[at].name;
        } else if (const auto found = uses.find(static_cast<int>(at) + 1); found != uses.end() && !found->second.front().name.empty()) {
            name = found->second.front().name;
        }
        const auto plain = name;
        for (int number = 2; !taken.insert(name).second; ++number) name = format("{}_{}", plain, number);
        out.push_back(name);
    }
    return out;
}

bool may_be_null(const QueryText& text, std::size_t at) { return at < text.text.parameters.size() && text.text.parameters[at].nullable; }

Result<> require_rows(const QueryText& text, const Query& query) {
    const bool gives_rows = !query.columns.empty();
    if (!gives_rows && (text.command == QueryCommand::many || text.command == QueryCommand::one))
        return unusable(text, format("is :{} and gives no rows", to_text(text.command))).hint("Write :exec, or add RETURNING.");
    std::set<std::string> names;
    for (const auto& column : query.columns) {
        if (column.name.empty() || column.name == "?column?")
            return unusable(text, format("gives a column {} without a name", names.size() + 1)).hint("Name it with AS.");
        if (!names.insert(column.name).second)
            return unusable(text, format("gives two columns named {}", column.name)).hint("Name one of them otherwise with AS.");
    }
    return {};
}

Result<> note_copy(const QueryText& text, const NodeTree& tree, QueryFacts& facts, Query& query) {
    if (text.command != QueryCommand::copy) return {};
    const auto columns = copied_columns(tree);
    const auto& relation = facts.relation(changed_relation(tree));
    if (!columns || columns->size() != query.parameters.size() || query.parameters.empty() || !relation.is_table)
        return unusable(text, "is :copy and no INSERT of one row's parameters")
            .hint("Write INSERT INTO table (a, b) VALUES (@a, @b), without casts or anything more.");
    query.copy_schema = relation.schema;
    query.copy_table = relation.name;
    for (const auto& [number, column] : *columns) query.copy_columns.push_back(column);
    return {};
}

}  // namespace

Result<Query> QueryReader::read(const QueryText& text) {
    if (auto prepared = session_.prepare("", text.text.filled.text); !prepared) return std::unexpected(refused(text, std::move(prepared).error()));
    WHIMBREL_TRY(const auto description, session_.describe(""));
    WHIMBREL_TRY(const auto tree, read_tree(text, description));
    Query query{.name = text.name,
                .command = text.command,
                .comment = text.comment,
                .place = text.place,
                .source = format("{}:{}", text.place.file, text.place.line),
                .text = text.text.filled.text};
    WHIMBREL_CHECK(read_parameters(text, description, tree, query));
    WHIMBREL_CHECK(read_columns(text, description, tree, query));
    WHIMBREL_CHECK(require_rows(text, query));
    WHIMBREL_CHECK(note_copy(text, tree, facts_, query));
    query.of_all_scopes = text.of_all_scopes;
    note_relations(tree, query);
    for (const auto& [oid, writes, removes] : changed_relations(tree)) {
        const auto& relation = facts_.relation(oid);
        query.changes += format("{}{}.{}\n", writes && removes ? '*' : writes ? '+' : '-', relation.schema, relation.name);
    }
    note_whole_row(description, query);
    WHIMBREL_CHECK(facts_.status());
    return query;
}

/// The body of an SQL function is kept as its tree, which has parameters where a view's has none. Statements that no such body takes
/// (SHOW, CALL) have no tree.
Result<NodeTree> QueryReader::read_tree(const QueryText& text, const pg::Description& description) {
    sql::Builder create;
    create.add("CREATE FUNCTION pg_temp.whimbrel_query (");
    std::vector<sql::Fragment> types;
    for (const auto type : description.parameters) {
        WHIMBREL_TRY(auto name, type_name(type, -1));
        types.push_back({std::move(name)});
    }
    create.list(types, [](const sql::Fragment& type) { return type; });
    create.add(") RETURNS");
    if (description.columns.empty()) create.add("pg_catalog.void");
    else create.add("SETOF pg_catalog.record");
    create.add("LANGUAGE sql BEGIN ATOMIC").add(sql::Fragment{"\n" + text.text.filled.text + "\n"}).add(";").add("END");
    WHIMBREL_TRY(const auto transaction, pg::Transaction::begin(session_));
    auto made = session_.query(create.statement().text);
    if (!made) {
        if (made.error().code == ErrorCode::statement_failed) return NodeTree();
        return std::unexpected(std::move(made).error());
    }
    WHIMBREL_TRY(const auto rows, session_.query("SELECT prosqlbody::pg_catalog.text FROM pg_catalog.pg_proc WHERE proname = 'whimbrel_query' "
                                                 "AND pronamespace = pg_catalog.pg_my_temp_schema()"));
    if (rows.empty()) return NodeTree();
    // A list of statements, in the list that a body is.
    const auto body = NodeTree::parse(rows[0].text(0));
    const bool is_one = body.items().size() == 1 && body.items().front().items().size() == 1;
    return is_one ? body.items().front().items().front() : NodeTree();
}

Result<std::string> QueryReader::type_name(std::uint32_t type, std::int32_t modifier) {
    const auto [at, is_new] = type_names_.try_emplace({type, modifier});
    if (!is_new) return at->second;
    const std::vector<pg::Value> values{std::to_string(type), std::to_string(modifier)};
    WHIMBREL_TRY(const auto rows, catalog_.query("SELECT pg_catalog.format_type($1::oid, $2::int)", values));
    return at->second = rows[0].string(0);
}

Result<> QueryReader::read_parameters(const QueryText& text, const pg::Description& description, const NodeTree& tree, Query& query) {
    const auto uses = parameter_uses(tree);
    const auto names = names_of(text, description.parameters.size(), uses);
    for (std::size_t at = 0; at < names.size(); ++at) {
        WHIMBREL_TRY(auto type, type_name(description.parameters[at], -1));
        QueryParameter parameter{.name = names[at], .type = std::move(type), .nullable = may_be_null(text, at), .column = std::nullopt};
        if (const auto found = uses.find(static_cast<int>(at) + 1); found != uses.end()) {
            const auto& first = found->second.front();
            const bool agree = std::ranges::all_of(found->second, [&](const ParameterUse& use) { return use == first; });
            if (agree && first.table != 0) parameter.column = column_name(first.table, first.column);
        }
        query.parameters.push_back(std::move(parameter));
    }
    return {};
}

Result<> QueryReader::read_columns(const QueryText& text, const pg::Description& description, const NodeTree& tree, Query& query) {
    std::vector<int> nullable;
    for (std::size_t at = 0; at < query.parameters.size(); ++at)
        if (query.parameters[at].nullable) nullable.push_back(static_cast<int>(at) + 1);
    const auto not_null = columns_that_are_not_null(tree, facts_, nullable);
    for (std::size_t at = 0; at < description.columns.size(); ++at) {
        const auto& described = description.columns[at];
        WHIMBREL_TRY(auto type, type_name(described.type, described.modifier));
        QueryColumn column{.name = described.name, .type = std::move(type), .nullable = at >= not_null.size() || !not_null[at], .column = std::nullopt};
        if (const auto given = text.text.nullable.find(described.name); given != text.text.nullable.end()) column.nullable = given->second;
        if (described.table != 0) column.column = column_name(described.table, described.number);
        query.columns.push_back(std::move(column));
    }
    return {};
}

std::optional<ColumnName> QueryReader::column_name(std::uint32_t table, int column) {
    const auto& relation = facts_.relation(table);
    const auto found = relation.names.find(column);
    if (found == relation.names.end()) return std::nullopt;
    return ColumnName{relation.schema, relation.name, found->second};
}

void QueryReader::note_relations(const NodeTree& tree, Query& query) {
    for (auto& use : relation_uses(tree, facts_)) {
        const auto& relation = facts_.relation(use.relation);
        QueryRelation out{.name = {relation.schema, relation.name, {}}, .alias = std::move(use.alias), .use = use.use, .equals = {}, .inside = {}};
        for (auto& [column, numbers] : use.equals)
            if (const auto name = relation.names.find(column); name != relation.names.end()) out.equals[name->second] = std::move(numbers);
        note_inside(relation.view, out.inside);
        query.relations.push_back(std::move(out));
    }
}

void QueryReader::note_inside(const NodeTree& view, std::vector<ColumnName>& out) {
    if (view.is("RANGETBLENTRY") && view["relid"].oid() != 0) {
        const auto& relation = facts_.relation(view["relid"].oid());
        const ColumnName name{relation.schema, relation.name, {}};
        if (std::ranges::find(out, name) == out.end()) {
            out.push_back(name);
            note_inside(relation.view, out);
        }
    }
    for (const auto& part : view.items()) note_inside(part, out);
}

void QueryReader::note_whole_row(const pg::Description& description, Query& query) {
    if (description.columns.empty() || description.columns.front().table == 0) return;
    const auto& relation = facts_.relation(description.columns.front().table);
    if (!relation.is_table || relation.names.size() != description.columns.size()) return;
    auto expected = relation.names.begin();
    for (std::size_t at = 0; at < description.columns.size(); ++at, ++expected) {
        const auto& column = description.columns[at];
        const bool is_its = column.table == description.columns.front().table && column.number == expected->first && column.name == expected->second;
        if (!is_its || (query.columns[at].nullable && relation.not_null.contains(column.number))) return;
    }
    query.row_schema = relation.schema;
    query.row_table = relation.name;
}

}  // namespace whimbrel::codegen

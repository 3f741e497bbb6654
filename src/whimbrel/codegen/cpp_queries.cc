// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/cpp_queries.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp_names.h"
#include "whimbrel/codegen/cpp_type.h"
#include "whimbrel/codegen/cpp_unit.h"
#include "whimbrel/codegen/query_rows.h"
#include "whimbrel/codegen/wrapping.h"
#include "whimbrel/sql/statement.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace whimbrel::codegen {

namespace {

/// A member of a struct, or an argument.
struct Member {
    std::string column;    ///< the column's or the parameter's own name
    std::string declared;  ///< its type in PostgreSQL
    std::string name;
    CppType type;
    bool nullable = false;
    bool is_scope = false;  ///< the repository has it
    [[nodiscard]] std::string spelled() const { return nullable ? format("std::optional<{}>", type.name) : type.name; }
};

bool is_text(const std::vector<Member>& members) {
    return std::ranges::any_of(members, [](const Member& member) { return member.type.is_text; });
}

/// A statement over several lines, which is kept so.
std::string lines_constant(std::string_view text, std::string_view indent) {
    const bool is_plain = std::ranges::all_of(text, [](char c) { return (c >= ' ' && c < 127) || c == '\n'; });
    if (is_plain && text.find(")sql\"") == std::string_view::npos) return format("{}R\"sql({})sql\"", indent, text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
        out += format("{}{}{}", out.empty() ? "" : "\n", indent, cpp_string(text.substr(at, end - at)));
        at = end;
    }
    return out;
}

/// What is passed by value.
bool is_small(const CppType& type) {
    constexpr auto k_small = std::to_array<std::string_view>({"bool", "std::int16_t", "std::int32_t", "std::int64_t", "std::uint32_t", "float", "double",
                                                              "whimbrel::data::Date", "whimbrel::data::Timestamp", "whimbrel::data::TimestampTz"});
    return std::ranges::find(k_small, type.name) != k_small.end();
}

struct Unit {
    const Query* query = nullptr;
    std::string function, row, parameters;  ///< identifiers
    std::vector<Member> columns, arguments;
    const CppUnit* relation = nullptr;     ///< whose row it gives
    std::vector<std::string> copied;       ///< of :copy, the columns that rows have, by argument
    std::string scope_column, scope_type;  ///< of :copy, the one that they do not have, as the repository does
    [[nodiscard]] bool is_scoped() const { return !scope_column.empty() || std::ranges::any_of(arguments, &Member::is_scope); }
};

class QueriesHeader {
public:
    QueriesHeader(const CppUnits& units, const Model& model, const ValueTypes& types) : units_(units), model_(model), value_types_(types) {
        types_.insert("Constraint");
        for (const auto* name : {"Constraint", "constraint_columns", "constraints", "schema"}) note(name, "what every project has");
        for (const auto& type : model.enums) note_type(cpp_type_identifier(type.type_name), format("type {}.{}", type.schema, type.name));
        for (const auto& type : model.composites) note_type(cpp_type_identifier(type.type_name), format("type {}.{}", type.schema, type.name));
        for (const auto& unit : units.units) {
            const auto whose = format("{}.{}", unit.relation->schema, unit.relation->name);
            note_type(unit.type, whose);
            note_type("New" + unit.type, whose);
            note(unit.handles, "the columns of " + whose);
            for (const auto& list : unit.list_types) note_type(list, whose);
        }
    }

    Result<std::string> render(const std::vector<Query>& queries) {
        std::vector<Unit> all;
        for (const auto& query : queries) {
            WHIMBREL_TRY(auto unit, name(query));
            all.push_back(std::move(unit));
        }
        statements_ = CppScope(names()).take("statements");
        for (auto& unit : all) describe(unit);
        const auto open = format("\nnamespace {} {{\n", units_.name_space), close = format("\n}}  // namespace {}\n", units_.name_space);
        std::string types, relations, statements, functions;
        for (const auto& unit : all) {
            types += structs(unit);
            relations += specialisations(unit);
            statements += statement(unit);
            functions += function(unit);
        }
        return includes() + open + types + close + relations + open +
               format("\n/// The statements as they are sent.\nnamespace {0} {{\n{1}}}  // namespace {0}\n", statements_, statements) + functions + close;
    }

private:
    void note(const std::string& name, std::string whose) {
        if (!name.empty()) taken_.emplace(name, std::move(whose));
    }
    void note_type(const std::string& name, std::string whose) {
        types_.insert(name);
        note(name, std::move(whose));
    }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> out;
        for (const auto& [name, whose] : taken_) out.insert(name);
        return out;
    }

    Result<std::string> take(const Query& query, std::string name) {
        const auto [at, is_new] = taken_.emplace(name, "query " + query.name);
        if (is_new) return name;
        return fail(ErrorCode::types_name_taken, format("query {} and {} would both be {} in C++", query.name, at->second, name))
            .at(query.place)
            .hint("Give the query another name.");
    }

    /// Names first: a member that is called as a type would hide it.
    Result<Unit> name(const Query& query) {
        Unit unit{.query = &query, .function = {}, .row = {}, .parameters = {}, .columns = {}, .arguments = {}};
        WHIMBREL_TRY(unit.function, take(query, cpp_identifier(query.name)));
        const bool gives_rows = query.command == QueryCommand::many || query.command == QueryCommand::one;
        if (const auto* const relation = row_relation(model_, query); relation != nullptr && gives_rows) {
            unit.relation = &*std::ranges::find(units_.units, relation, &CppUnit::relation);
            unit.row = unit.relation->type;
        } else if (gives_rows) {
            WHIMBREL_TRY(unit.row, take(query, cpp_type_identifier(query_row_type(query))));
            types_.insert(unit.row);
        }
        const auto given = std::ranges::count_if(query.parameters, [&](const QueryParameter& parameter) { return !is_scope(model_, query, parameter); });
        if (given > 1 || query.command == QueryCommand::copy) {
            WHIMBREL_TRY(unit.parameters, take(query, cpp_type_identifier(query_parameters_type(query))));
            types_.insert(unit.parameters);
        }
        return unit;
    }

    void describe(Unit& unit) {
        for (const auto& column : unit.query->columns) unit.columns.push_back(member(column.name, column.type, column.nullable, column.column));
        for (std::size_t at = 0; at < unit.query->parameters.size(); ++at) {
            const auto& parameter = unit.query->parameters[at];
            const bool is_of_scope = is_scope(model_, *unit.query, parameter);
            if (unit.query->command == QueryCommand::copy) (is_of_scope ? unit.scope_column : unit.copied.emplace_back()) = unit.query->copy_columns[at];
            if (unit.query->command == QueryCommand::copy && is_of_scope) {
                unit.scope_type = parameter.type;
                continue;
            }
            unit.arguments.push_back(member(parameter.name, parameter.type, parameter.nullable, parameter.column));
            unit.arguments.back().is_scope = is_of_scope;
        }
        auto in_function = types_;
        if (unit.parameters.empty()) in_function.insert({"repo", statements_});
        give_names(unit.columns, types_);
        give_names(unit.arguments, std::move(in_function));
        if (unit.relation != nullptr)
            for (std::size_t at = 0; at < unit.columns.size(); ++at) unit.columns[at].name = unit.relation->members[at];
    }

    static void give_names(std::vector<Member>& members, std::set<std::string> taken) {
        std::vector<std::string> wanted;
        wanted.reserve(members.size());
        for (const auto& member : members) wanted.push_back(member.column);
        const auto given = CppScope(std::move(taken)).take_all(wanted);
        for (std::size_t at = 0; at < members.size(); ++at) members[at].name = given[at];
    }

    Member member(const std::string& name, const std::string& declared, bool nullable, const std::optional<ColumnName>& column) {
        const auto type = value_types_.find(declared);
        std::string list;
        if (const auto listed = listed_column(model_, column); listed && type.sort == ValueSort::text && !type.is_array) {
            const auto& unit = *std::ranges::find(units_.units, listed->relation, &CppUnit::relation);
            list = unit.list_types[static_cast<std::size_t>(listed->field - listed->relation->fields.data())];
            headers_.insert(unit.handles + ".h");
        }
        auto out = cpp_type(model_, type, list);
        if (out.home == CppType::Home::enums) headers_.insert("enums.h");
        if (out.home == CppType::Home::composites) headers_.insert("composites.h");
        return {.column = name, .declared = declared, .name = {}, .type = std::move(out), .nullable = nullable};
    }

    /// What must be given has no initializer: compilers warn where it is not.
    [[nodiscard]] static std::string structure(const std::string& type, const std::string& what, const std::vector<Member>& members, bool is_given) {
        std::string out = format("\n/// {}\nstruct {} {{\n", what, type);
        for (const auto& member : members) {
            if (member.is_scope) continue;
            out += format("    {} {}{};\n", member.spelled(), member.name, member.nullable ? "{}" : is_given ? "" : member.type.initial);
        }
        return out + format("    bool operator==(const {}&) const = default;\n}};\n", type);
    }

    std::string structs(const Unit& unit) {
        std::string out;
        if (unit.relation != nullptr) headers_.insert(unit.relation->handles + ".h");
        else if (!unit.row.empty()) out += structure(unit.row, format("A row of {}.", unit.query->name), unit.columns, false);
        const auto* const what = unit.query->command == QueryCommand::copy ? "A row for " : "What is given to ";
        if (!unit.parameters.empty()) out += structure(unit.parameters, format("{}{}.", what, unit.query->name), unit.arguments, true);
        return out;
    }

    /// All columns come in one form, which is the text where any of them has no other.
    [[nodiscard]] static std::string column_list(const std::string& row, const std::vector<Member>& members, const std::vector<std::string>& names,
                                                 std::string_view library, std::string_view indent) {
        std::string out;
        const std::string form = is_text(members) ? format(", {}Form::text", library) : "";
        for (std::size_t at = 0; at < members.size(); ++at)
            out += format("{}    {}column<&{}::{}{}>({}, {}, {}Given::never),\n", indent, library, row, members[at].name, form, cpp_string(names[at]),
                          cpp_string(members[at].declared), library);
        return out;
    }

    static std::vector<std::string> own_names(const std::vector<Member>& members) {
        std::vector<std::string> out;
        out.reserve(members.size());
        for (const auto& member : members) out.push_back(member.column);
        return out;
    }

    [[nodiscard]] std::string specialisation(const std::string& type, const std::vector<Member>& members, const std::vector<std::string>& columns,
                                             const std::string& what) const {
        std::string out = format("\ntemplate <>\nstruct whimbrel::data::Relation<::{0}::{1}> {{\n    using Row = ::{0}::{1};\n", units_.name_space, type);
        out += format("    static constexpr std::array<ColumnInfo, {}> columns{{{{\n{}    }}}};\n", members.size(),
                      column_list("Row", members, columns, "", "    "));
        return out + format("    static constexpr RelationInfo info{{{}, .columns = columns}};\n}};\n", what);
    }

    [[nodiscard]] std::string specialisations(const Unit& unit) const {
        std::string out;
        const auto& query = *unit.query;
        if (!unit.row.empty() && unit.relation == nullptr)
            out +=
                specialisation(unit.row, unit.columns, own_names(unit.columns), format(".schema = \"\", .name = {}, .is_view = true", cpp_string(query.name)));
        if (query.command == QueryCommand::copy)
            out += specialisation(unit.parameters, unit.arguments, unit.copied,
                                  format(".schema = {}, .name = {}", cpp_string(query.copy_schema), cpp_string(query.copy_table)));
        return out;
    }

    static std::string copy_text(const Unit& unit) {
        const auto& query = *unit.query;
        sql::Builder out;
        auto columns = unit.copied;
        if (!unit.scope_column.empty()) columns.push_back(unit.scope_column);
        out.add("COPY").add(sql::QualifiedName{query.copy_schema, query.copy_table}).add("(");
        out.list(columns, [](const std::string& column) { return sql::Identifier{column}; }).add(") FROM STDIN");
        if (!is_text(unit.arguments)) out.add("(FORMAT binary)");
        return out.statement().text;
    }

    [[nodiscard]] std::string statement(const Unit& unit) const {
        const auto& query = *unit.query;
        const auto text = query.command == QueryCommand::copy ? copy_text(unit) : query.text;
        std::string out, shape;
        if (unit.relation != nullptr && is_text(unit.columns)) {
            out = format("inline constexpr std::array<whimbrel::data::ColumnInfo, {}> {}_columns{{{{\n{}}}}};\n", unit.columns.size(), unit.function,
                         column_list(unit.row, unit.columns, own_names(unit.columns), "whimbrel::data::", ""));
            out += format("inline constexpr whimbrel::data::RelationInfo {0}_shape{{.schema = \"\", .name = {1}, .is_view = true, .columns = {0}_columns}};\n",
                          unit.function, cpp_string(query.name));
            shape = format(", &{}_shape", unit.function);
        }
        if (shape.empty() && !query.changes.empty()) shape = ", nullptr";
        if (!query.changes.empty()) shape += format(", {}, {}", cpp_string(unit.scope_type), cpp_string(query.changes));
        out += format("inline constexpr whimbrel::data::StatementInfo {}{{", unit.function);
        if (text.find('\n') == std::string::npos)
            return out + format("{}, {}, {}{}}};\n", cpp_string(query.name), cpp_string(text), cpp_string(query.source), shape);
        return out + format("\n    {},\n{},\n    {}{}}};\n", cpp_string(query.name), lines_constant(text, "    "), cpp_string(query.source), shape);
    }

    [[nodiscard]] static std::string argument(const Member& member) {
        if (member.nullable) return format("const std::optional<{}>& {}", member.type.name, member.name);
        if (member.type.name == "std::string") return format("std::string_view {}", member.name);
        return is_small(member.type) || member.type.home == CppType::Home::enums ? format("{} {}", member.type.name, member.name)
                                                                                 : format("const {}& {}", member.type.name, member.name);
    }

    /// The parameters in the order of $1…
    [[nodiscard]] static std::string values(const Unit& unit) {
        if (unit.arguments.empty()) return "{}";
        std::string out = "whimbrel::data::Parameters()";
        for (const auto& member : unit.arguments) {
            const bool is_view = unit.parameters.empty() && !member.nullable && member.type.name == "std::string";
            const auto* const add = member.type.is_text && is_view ? "add_text" : member.type.is_text ? "add_rendered" : "add";
            if (member.is_scope) out += ".add_text(repo.scope())";
            else out += format(".{}({}{})", add, unit.parameters.empty() ? "" : "parameters.", member.name);
        }
        return out;
    }

    [[nodiscard]] std::string function(const Unit& unit) const {
        const auto& query = *unit.query;
        std::string given;
        if (query.command == QueryCommand::copy) given = format(", std::span<const {}> rows", unit.parameters);
        else if (!unit.parameters.empty()) given = format(", const {}& parameters", unit.parameters);
        else if (const auto one = std::ranges::find(unit.arguments, false, &Member::is_scope); one != unit.arguments.end()) given = ", " + argument(*one);
        const auto sent = format("{}::{}", statements_, unit.function);
        std::string result, call;
        switch (query.command) {
            case QueryCommand::many:
                result = format("std::vector<{}>", unit.row);
                call = format("template many<{}>({}, {})", unit.row, sent, values(unit));
                break;
            case QueryCommand::one:
                result = format("std::optional<{}>", unit.row);
                call = format("template one<{}>({}, {})", unit.row, sent, values(unit));
                break;
            case QueryCommand::exec:
                result = "std::int64_t";
                call = format("exec({}, {})", sent, values(unit));
                break;
            case QueryCommand::copy:
                result = "std::int64_t";
                call = format("template copy<{}>({}, rows)", unit.parameters, sent);
                break;
        }
        const bool is_scoped = unit.is_scoped();
        return format("\n{}{}whimbrel::Result<{}> {}({}& repo{}) {{\n    return repo.{};\n}}\n", cpp_documentation(query.comment),
                      is_scoped ? "inline " : "template <whimbrel::data::Scoping scoping>\n", result, unit.function,
                      is_scoped ? "whimbrel::data::ScopedRepo" : "whimbrel::data::BasicRepo<scoping>", given, call);
    }

    [[nodiscard]] std::string includes() const {
        std::string own;
        for (const auto& header : headers_) own += format("#include \"{}\"\n", header);
        return format(
            "#pragma once\n\n{}{}#include <whimbrel/data/repo.h>\n\n#include <array>\n#include <cstdint>\n#include <optional>\n#include <span>\n"
            "#include <string>\n#include <string_view>\n#include <vector>\n",
            own, own.empty() ? "" : "\n");
    }

    const CppUnits& units_;
    const Model& model_;
    const ValueTypes& value_types_;
    std::map<std::string, std::string> taken_;  ///< names of the namespace, and whose they are
    std::set<std::string> types_;               ///< of them, those of types
    std::set<std::string> headers_;
    std::string statements_;  ///< their namespace
};

}  // namespace

Result<std::string> render_cpp_queries(const std::string& name_space, const Model& model, const ValueTypes& types, const std::vector<Query>& queries) {
    WHIMBREL_TRY(const auto units, cpp_units(model, name_space));
    WHIMBREL_TRY(const auto text, QueriesHeader(units, model, types).render(queries));
    return wrapped(text, Language::cpp);
}

}  // namespace whimbrel::codegen

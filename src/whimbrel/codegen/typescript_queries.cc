// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/typescript_queries.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/query_rows.h"
#include "whimbrel/codegen/typescript_text.h"
#include "whimbrel/codegen/typescript_type.h"
#include "whimbrel/codegen/wrapping.h"
#include "whimbrel/sql/statement.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace whimbrel::codegen {

namespace {

constexpr std::string_view k_queryable = R"(
/** What runs a query: a Pool or a Client of the driver pg, or anything that is called like it. */
export interface Queryable {
  query(config: { text: string; values: unknown[] }): Promise<{ rows: unknown[]; rowCount: number | null }>;
}
)";

constexpr std::string_view k_one_row = R"(
function oneRow(rows: unknown[], query: string): unknown {
  if (rows.length > 1) throw new Error(`query ${query} is to give one row and gave ${rows.length}`);
  return rows[0];
}
)";

/// As an element of an array that is sent: the driver would flatten an array of arrays.
constexpr std::string_view k_array_text = R"(
function arrayText(value: string | readonly unknown[] | null): string | null {
  if (value === null || typeof value === "string") return value;
  const element = (item: unknown): string => {
    if (item === null || item === undefined) return "NULL";
    const text = item instanceof Date ? item.toISOString() : item instanceof Uint8Array ? "\\x" + Buffer.from(item).toString("hex") : String(item);
    return '"' + text.replace(/["\\]/g, "\\$&") + '"';
  };
  return "{" + value.map(element).join(",") + "}";
}
)";

/// What a function may not be named.
constexpr auto k_reserved = std::to_array<std::string_view>({
    "arguments", "await",      "break",     "case",   "catch",   "class", "const",   "continue", "debugger",  "default", "delete", "do",
    "else",      "enum",       "eval",      "export", "extends", "false", "finally", "for",      "function",  "if",      "import", "implements",
    "in",        "instanceof", "interface", "let",    "new",     "null",  "package", "private",  "protected", "public",  "return", "static",
    "super",     "switch",     "this",      "throw",  "true",    "try",   "typeof",  "var",      "void",      "while",   "with",   "yield",
});

std::string function_name(const Query& query) {
    auto name = camel_case(pascal_case(query.name));
    return std::ranges::find(k_reserved, name) == k_reserved.end() ? name : name + "_";
}

/// Between backquotes where it goes over several lines.
std::string template_text(std::string_view text) {
    if (text.find('\n') == std::string_view::npos) return typescript_string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' || text[at] == '`' || text.substr(at).starts_with("${")) out += '\\';
        out += text[at];
    }
    return "`" + out + "`";
}

/// The names that the files of the model export.
std::map<std::string, std::string> names_of(const Model& model) {
    std::map<std::string, std::string> out;
    for (const auto* name : {"Database", "ColumnType", "JsonValue", "Interval", "Point", "Queryable"}) out.emplace(name, "what every project has");
    const auto list = [&](const std::string& type, const std::string& what) {
        out.emplace(type, what);
        out.emplace(camel_case(type) + "Values", what);
    };
    for (const auto& type : model.enums) list(type.type_name, format("type {}.{}", type.schema, type.name));
    for (const auto& relation : model.relations) {
        const auto what = format("{}.{}", relation.schema, relation.name);
        const auto& type = relation.type_name;
        for (const auto& name : {type, "New" + type, type + "Patch", type + "Table", camel_case(type) + "Name", camel_case(type) + "Columns",
                                 "new" + type + "Schema", camel_case(type) + "PatchSchema"})
            out.emplace(name, what);
        for (const auto& field : relation.fields)
            if (!field.allowed.empty()) list(field.list_type, what + "." + field.column);
    }
    return out;
}

class QueriesFile {
public:
    QueriesFile(const Model& model, const ValueTypes& types, const std::vector<Query>& queries)
        : model_(model), value_types_(types), queries_(queries), types_(model) {}

    Result<std::string> render() {
        WHIMBREL_CHECK(refuse_clashes());
        std::string body;
        for (const auto& query : queries_) body += render(query);
        std::string imports = types_.imports(".", body);
        for (const auto& [file, names] : tables_) {
            std::string list;
            for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
            imports += format("import type {{ {} }} from \"./tables/{}.js\";\n", list, file);
        }
        std::string helpers(k_queryable);
        if (uses_one_) helpers += k_one_row;
        if (uses_array_text_) helpers += k_array_text;
        return wrapped(imports + helpers + body, Language::typescript);
    }

private:
    [[nodiscard]] Result<> refuse_clashes() const {
        auto taken = names_of(model_);
        for (const auto& query : queries_) {
            std::vector<std::string> names{function_name(query)};
            if (!query.parameters.empty()) names.push_back(query_parameters_type(query));
            if (!query.columns.empty() && row_relation(model_, query) == nullptr) names.push_back(query_row_type(query));
            for (const auto& name : names) {
                const auto [at, is_new] = taken.emplace(name, "query " + query.name);
                if (is_new) continue;
                return fail(ErrorCode::types_name_taken, format("query {} and {} would both be {} in TypeScript", query.name, at->second, name))
                    .at(query.place)
                    .hint("Give the query another name.");
            }
        }
        return {};
    }

    std::string listed(const std::optional<ColumnName>& column, const ValueType& type) {
        const auto found = listed_column(model_, column);
        if (!found || type.is_array || type.sort != ValueSort::text) return {};
        auto name = found->field->list_type;
        tables_[typescript_file(model_, *found->relation)].insert(name);
        return name;
    }

    std::string render(const Query& query) {
        const auto text = query.command == QueryCommand::copy ? copy_text(query) : query.text;
        auto out = format("\n// {}\nconst {}Text = {};\n", query.source, function_name(query), template_text(text));
        if (!query.parameters.empty()) out += parameters_interface(query);
        const auto row = row_type(query);
        if (row == query_row_type(query)) out += row_interface(query);
        return out + "\n" + typescript_documentation(query.comment) + function(query, row);
    }

    /// The parameter of a :copy that is the same for all rows; null where there is none.
    [[nodiscard]] const QueryParameter* same_for_all(const Query& query) const {
        const auto found = std::ranges::find_if(query.parameters, [&](const QueryParameter& parameter) { return is_scope(model_, query, parameter); });
        return query.command == QueryCommand::copy && found != query.parameters.end() ? &*found : nullptr;
    }

    std::string parameters_interface(const Query& query) {
        auto out = format("\nexport interface {} {{\n", query_parameters_type(query));
        for (const auto& parameter : query.parameters) {
            if (&parameter == same_for_all(query)) continue;
            const auto type = value_types_.find(parameter.type);
            const auto written = types_.find(type, listed(parameter.column, type)).written;
            out += format("  {}: {}{};\n", typescript_property(parameter.name), written, parameter.nullable ? " | null" : "");
        }
        return out + "}\n";
    }

    std::string row_type(const Query& query) {
        if (query.columns.empty() || query.command == QueryCommand::exec || query.command == QueryCommand::copy) return {};
        const auto* const relation = row_relation(model_, query);
        if (relation == nullptr) return query_row_type(query);
        tables_[typescript_file(model_, *relation)].insert(relation->type_name);
        return relation->type_name;
    }

    std::string row_interface(const Query& query) {
        auto out = format("\nexport interface {} {{\n", query_row_type(query));
        for (const auto& column : query.columns) {
            const auto type = value_types_.find(column.type);
            out += format("  {}: {}{};\n", typescript_property(column.name), types_.find(type, listed(column.column, type)).read,
                          column.nullable ? " | null" : "");
        }
        return out + "}\n";
    }

    std::string function(const Query& query, const std::string& row) {
        if (query.command == QueryCommand::copy) return copy_function(query);
        const auto name = function_name(query);
        std::string arguments = "db: Queryable", values;
        if (!query.parameters.empty()) arguments += format(", parameters: {}", query_parameters_type(query));
        for (const auto& parameter : query.parameters) values += (values.empty() ? "" : ", ") + member("parameters", parameter.name);
        const auto call = format("await db.query({{ text: {}Text, values: [{}] }})", name, values);
        const auto declared = [&](std::string_view result) { return format("export async function {}({}): Promise<{}> {{\n", name, arguments, result); };
        if (query.command == QueryCommand::exec) return declared("number") + format("  const result = {};\n  return result.rowCount ?? 0;\n}}\n", call);
        if (query.command == QueryCommand::many) return declared(row + "[]") + format("  const result = {};\n  return result.rows as {}[];\n}}\n", call, row);
        uses_one_ = true;
        return declared(row + " | undefined") +
               format("  const result = {};\n  return oneRow(result.rows, {}) as {} | undefined;\n}}\n", call, typescript_string(query.name), row);
    }

    static std::string member(std::string_view object, std::string_view name) {
        const auto property = typescript_property(name);
        return property.starts_with('"') ? format("{}[{}]", object, property) : format("{}.{}", object, property);
    }

    /// One statement, so that either all rows come in or none: an array for each column. Only without its schema's name takes unnest several.
    /// An array of what is itself an array, or a row, would be taken apart whole.
    [[nodiscard]] std::string copy_text(const Query& query) const {
        sql::Builder out;
        out.add("INSERT INTO").add(sql::QualifiedName{query.copy_schema, query.copy_table}).add("(");
        out.list(query.copy_columns, [](const std::string& column) { return sql::Identifier{column}; }).add(")").add("SELECT");
        std::vector<sql::Fragment> values, arrays, names;
        for (std::size_t at = 0; at < query.parameters.size(); ++at) {
            const auto& type = query.parameters[at].type;
            const auto value = value_types_.find(type);
            const sql::Fragment parameter{"$" + std::to_string(at + 1)};
            if (&query.parameters[at] == same_for_all(query)) {
                values.push_back(sql::fragment("CAST (", parameter, "AS", sql::Fragment{type}, ")"));
                continue;
            }
            const bool is_sent_as_text = value.is_array || value.sort == ValueSort::composite || value.sort == ValueSort::other;
            const sql::Identifier column{"c" + std::to_string(at + 1)};
            names.push_back(sql::fragment(column));
            values.push_back(is_sent_as_text ? sql::fragment("CAST (", column, "AS", sql::Fragment{type}, ")") : names.back());
            arrays.push_back(sql::fragment("CAST (", parameter, "AS", sql::Fragment{is_sent_as_text ? "text[]" : type + "[]"}, ")"));
        }
        const auto as_it_is = [](const sql::Fragment& part) { return part; };
        out.list(values, as_it_is).add("FROM unnest(").list(arrays, as_it_is).add(") AS rows (").list(names, as_it_is).add(")");
        return out.statement().text;
    }

    std::string copy_function(const Query& query) {
        const auto name = function_name(query);
        std::string values, scope;
        for (const auto& parameter : query.parameters) {
            if (&parameter == same_for_all(query)) {
                scope =
                    format(", scope: {}", types_.find(value_types_.find(parameter.type), listed(parameter.column, value_types_.find(parameter.type))).written);
                values += values.empty() ? "scope" : ", scope";
                continue;
            }
            auto value = member("row", parameter.name);
            if (value_types_.find(parameter.type).is_array) {
                value = format("arrayText({})", value);
                uses_array_text_ = true;
            }
            values += format("{}rows.map((row) => {})", values.empty() ? "" : ", ", value);
        }
        return format(
            "export async function {0}(db: Queryable{3}, rows: readonly {1}[]): Promise<number> {{\n  if (rows.length === 0) return 0;\n"
            "  const result = await db.query({{ text: {0}Text, values: [{2}] }});\n  return result.rowCount ?? 0;\n}}\n",
            name, query_parameters_type(query), values, scope);
    }

    const Model& model_;
    const ValueTypes& value_types_;
    const std::vector<Query>& queries_;
    TypescriptTypes types_;
    std::map<std::string, std::set<std::string>> tables_;  ///< types to import, by file
    bool uses_one_ = false, uses_array_text_ = false;
};

}  // namespace

Result<std::string> render_typescript_queries(const Model& model, const ValueTypes& types, const std::vector<Query>& queries) {
    return QueriesFile(model, types, queries).render();
}

void add_queries_to_index(Files& files) {
    if (const auto index = files.find("index.ts"); index != files.end() && files.contains("queries.ts")) index->second += "export * from \"./queries.js\";\n";
}

}  // namespace whimbrel::codegen

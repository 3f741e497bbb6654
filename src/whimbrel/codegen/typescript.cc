// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/typescript.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/typescript_text.h"
#include "whimbrel/codegen/typescript_type.h"
#include "whimbrel/codegen/wrapping.h"

#include <algorithm>

namespace whimbrel::codegen {

namespace {

constexpr std::string_view k_values = R"(
/** What a column is when it is read, inserted and updated; the same as Kysely's ColumnType. */
export interface ColumnType<Select, Insert = Select, Update = Insert> {
  readonly __select__: Select;
  readonly __insert__: Insert;
  readonly __update__: Update;
}

/** Any document that json and jsonb hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** interval, in the parts that PostgreSQL keeps. */
export interface Interval {
  years?: number;
  months?: number;
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
}

/** point. */
export interface Point {
  x: number;
  y: number;
}
)";

/// The file of one relation.
class RelationFile {
public:
    RelationFile(const Model& model, const Relation& relation) : relation_(relation), types_(model) {}

    std::string render() {
        const auto& type = relation_.type_name;
        std::string body;
        for (const auto& field : relation_.fields)
            if (!field.allowed.empty()) {
                body += format("\nexport const {}Values = {} as const;\n", camel_case(field.list_type), typescript_tuple(field.allowed));
                body += typescript_documentation(format("What {} may hold.", field.column));
                body += format("export type {} = {};\n", field.list_type, typescript_union(field.allowed));
            }
        body += "\n" + typescript_documentation(relation_.comment) + table_interface();
        body += documented("A row", ", as it is read.") + format("export interface {} {{\n{}}}\n", type, members(Reading::row));
        if (relation_.sort == Relation::Sort::table) {
            body += documented("A new row", ".") + format("export interface New{} {{\n{}}}\n", type, members(Reading::fresh));
            body += documented("Changes to a row", ".") + format("export interface {}Patch {{\n{}}}\n", type, members(Reading::patch));
        }
        body += format("\nexport const {}Name = {};\n", camel_case(type), typescript_string(spoken()));
        body += format("export const {}Columns = {} as const;\n", camel_case(type), typescript_tuple(columns()));
        return std::string(k_typescript_mark) + types_.imports("..", body) + body;
    }

    /// How a query names the relation.
    [[nodiscard]] std::string spoken() const { return relation_.schema == "public" ? relation_.name : relation_.schema + "." + relation_.name; }

private:
    enum class Reading : std::uint8_t { row, fresh, patch };

    [[nodiscard]] std::string documented(std::string_view what, std::string_view more) const {
        return "\n" + typescript_documentation(format("{} of {}{}", what, relation_.name, more));
    }

    [[nodiscard]] std::vector<std::string> columns() const {
        std::vector<std::string> names;
        for (const auto& field : relation_.fields) names.push_back(field.column);
        return names;
    }

    TypescriptType exchange(const Field& field) { return types_.find(field.type, field.list_type); }

    std::string table_interface() {
        std::string out = format("export interface {}Table {{\n", relation_.type_name);
        types_.import_value("ColumnType");
        for (const auto& field : relation_.fields) {
            auto [read, written] = exchange(field);
            const std::string null = field.nullable ? " | null" : "";
            const auto insert = field.given == Given::never ? "never" : written + null + (field.given == Given::optional ? " | undefined" : "");
            const auto update = field.given == Given::never ? "never" : written + null;
            out += typescript_documentation(field.comment, "  ");
            out += format("  {}: ColumnType<{}, {}, {}>;\n", typescript_property(field.column), read + null, insert, update);
        }
        return out + "}\n";
    }

    std::string members(Reading reading) {
        std::string out;
        for (const auto& field : relation_.fields) {
            if (reading != Reading::row && field.given == Given::never) continue;
            const auto types = exchange(field);
            const bool optional = reading == Reading::patch || (reading == Reading::fresh && field.given == Given::optional);
            if (reading == Reading::row) out += typescript_documentation(field.comment, "  ");
            out += format("  {}{}: {}{};\n", typescript_property(field.column), optional ? "?" : "", reading == Reading::row ? types.read : types.written,
                          field.nullable ? " | null" : "");
        }
        return out;
    }

    const Relation& relation_;
    TypescriptTypes types_;
};

std::string render_enums(const Model& model) {
    std::string out(k_typescript_mark);
    for (const auto& type : model.enums) {
        out += "\n" + typescript_documentation(type.comment);
        out += format("export type {} = {};\n", type.type_name, typescript_union(type.values));
        out += format("export const {}Values = {} as const;\n", camel_case(type.type_name), typescript_tuple(type.values));
    }
    // A file without imports and exports is no module.
    return model.enums.empty() ? out + "export {};\n" : out;
}

}  // namespace

Files render_typescript(const Model& model) {
    Files files;
    files["values.ts"] = std::string(k_typescript_mark) + std::string(k_values);
    files["enums.ts"] = render_enums(model);
    std::string imports, members, exports;
    for (const auto& relation : model.relations) {
        RelationFile file(model, relation);
        const auto path = "tables/" + typescript_file(model, relation);
        files[path + ".ts"] = file.render();
        imports += format("import type {{ {}Table }} from \"./{}.js\";\n", relation.type_name, path);
        exports += format("export * from \"./{}.js\";\n", path);
        members += format("  {}: {}Table;\n", typescript_property(file.spoken()), relation.type_name);
    }
    files["database.ts"] =
        format("{}{}\n/** Every table and view by the name that a query has for it: new Kysely<Database>(…). */\nexport interface Database {{\n{}}}\n",
               k_typescript_mark, imports, members);
    files["index.ts"] =
        format("{}export * from \"./database.js\";\nexport * from \"./enums.js\";\nexport * from \"./values.js\";\n{}", k_typescript_mark, exports);
    for (auto& [path, text] : files) text = wrapped(text, Language::typescript);
    return files;
}

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/typescript.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <set>

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

/// A string constant.
std::string string_constant(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else if (c == '\r') out += "\\r";
        else out += c;
    }
    return out + '"';
}

/// A property's name: as it is where that is an identifier.
std::string property(std::string_view name) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'; };
    const bool plain = std::ranges::all_of(name, fits) && !(name.front() >= '0' && name.front() <= '9');
    return plain ? std::string(name) : string_constant(name);
}

/// A comment of the schema's as documentation; nothing where there is none.
std::string documentation(std::string_view text, std::string_view indent = "") {
    if (text.empty()) return {};
    std::string body;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("*/")) body += "*\\";
        else if (text[at] == '\n') body += format("\n{} * ", indent);
        else body += text[at];
    }
    const bool is_short = body.find('\n') == std::string::npos;
    return is_short ? format("{}/** {} */\n", indent, body) : format("{0}/**\n{0} * {1}\n{0} */\n", indent, body);
}

std::string union_of(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& value : values) out += (out.empty() ? "" : " | ") + string_constant(value);
    return out.empty() ? "never" : out;
}

std::string tuple_of(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& value : values) out += (out.empty() ? "" : ", ") + string_constant(value);
    return "[" + out + "]";
}

/// "communityMember" of "CommunityMember".
std::string camel_case(std::string name) {
    if (name.front() >= 'A' && name.front() <= 'Z') name.front() = static_cast<char>(name.front() - 'A' + 'a');
    return name;
}

/// What the driver gives for a value, and what it takes.
struct Exchange {
    std::string read, written;
};

/// The file of one relation.
class RelationFile {
public:
    RelationFile(const Model& model, const Relation& relation) : model_(model), relation_(relation) {}

    std::string render() {
        const auto& type = relation_.type_name;
        std::string body;
        for (const auto& field : relation_.fields)
            if (!field.allowed.empty()) {
                body += format("\nexport const {}Values = {} as const;\n", camel_case(list_type(field)), tuple_of(field.allowed));
                body += format("/** What {} may hold. */\nexport type {} = {};\n", field.column, list_type(field), union_of(field.allowed));
            }
        body += "\n" + documentation(relation_.comment) + table_interface();
        body += format("\n/** A row of {}, as it is read. */\nexport interface {} {{\n{}}}\n", relation_.name, type, members(Reading::row));
        if (relation_.sort == Relation::Sort::table) {
            body += format("\n/** A new row of {}. */\nexport interface New{} {{\n{}}}\n", relation_.name, type, members(Reading::fresh));
            body += format("\n/** Changes to a row of {}. */\nexport interface {}Patch {{\n{}}}\n", relation_.name, type, members(Reading::patch));
        }
        body += format("\nexport const {}Name = {};\n", camel_case(type), string_constant(spoken()));
        body += format("export const {}Columns = {} as const;\n", camel_case(type), tuple_of(columns()));
        return std::string(k_typescript_mark) + imports() + body;
    }

    /// How a query names the relation.
    [[nodiscard]] std::string spoken() const { return relation_.schema == "public" ? relation_.name : relation_.schema + "." + relation_.name; }

private:
    enum class Reading : std::uint8_t { row, fresh, patch };

    [[nodiscard]] std::string list_type(const Field& field) const { return relation_.type_name + pascal_case(field.column); }

    [[nodiscard]] std::vector<std::string> columns() const {
        std::vector<std::string> names;
        for (const auto& field : relation_.fields) names.push_back(field.column);
        return names;
    }

    /// As the driver pg reads it without parsers of the application's own. An array that it has no parser for comes as PostgreSQL's text.
    Exchange exchange(const Field& field) {
        auto [read, written] = one(field);
        if (!field.type.is_array) return {read, written};
        const auto sort = field.type.sort;
        if (sort == ValueSort::enumeration || sort == ValueSort::other) return {"string", "string"};
        if (sort == ValueSort::numeric) read = "number";  // _numeric has the parser of floats
        const auto array = [](const std::string& element) { return element.find(' ') == std::string::npos ? element + "[]" : "(" + element + ")[]"; };
        return {array(read + " | null"), array(written + " | null")};
    }

    Exchange one(const Field& field) {
        const auto imported = [&](const char* name, std::string written) {
            values_.insert(name);
            return Exchange{name, std::move(written)};
        };
        switch (field.type.sort) {
            case ValueSort::boolean:
                return {"boolean", "boolean"};
            case ValueSort::smallint:
            case ValueSort::integer:
            case ValueSort::real:
            case ValueSort::double_precision:
                return {"number", "number"};
            // A number of JavaScript's does not hold them all.
            case ValueSort::bigint:
                return {"string", "string | number | bigint"};
            case ValueSort::numeric:
                return {"string", "string | number"};
            case ValueSort::bytea:
                return {"Uint8Array", "Uint8Array"};
            case ValueSort::date:
            case ValueSort::timestamp:
            case ValueSort::timestamptz:
                return {"Date", "Date | string"};
            case ValueSort::interval:
                return imported("Interval", "string");
            // The driver would send an array of JavaScript's as one of PostgreSQL's.
            case ValueSort::json:
                return imported("JsonValue", "string");
            case ValueSort::point:
                return imported("Point", "string");
            case ValueSort::enumeration: {
                const auto& name = model_.find_enum(*field.type.enumeration)->type_name;
                if (!field.type.is_array) enums_.insert(name);
                return {name, name};
            }
            case ValueSort::text:
                if (!field.allowed.empty() && !field.type.is_array) return {list_type(field), list_type(field)};
                return {"string", "string"};
            case ValueSort::uuid:
            case ValueSort::time:
            case ValueSort::other:
                return {"string", "string"};
        }
        return {"string", "string"};
    }

    std::string table_interface() {
        std::string out = format("export interface {}Table {{\n", relation_.type_name);
        values_.insert("ColumnType");
        for (const auto& field : relation_.fields) {
            auto [read, written] = exchange(field);
            const std::string null = field.nullable ? " | null" : "";
            const auto insert = field.given == Given::never ? "never" : written + null + (field.given == Given::optional ? " | undefined" : "");
            const auto update = field.given == Given::never ? "never" : written + null;
            out += documentation(field.comment, "  ");
            out += format("  {}: ColumnType<{}, {}, {}>;\n", property(field.column), read + null, insert, update);
        }
        return out + "}\n";
    }

    std::string members(Reading reading) {
        std::string out;
        for (const auto& field : relation_.fields) {
            if (reading != Reading::row && field.given == Given::never) continue;
            const auto types = exchange(field);
            const bool optional = reading == Reading::patch || (reading == Reading::fresh && field.given == Given::optional);
            if (reading == Reading::row) out += documentation(field.comment, "  ");
            out += format("  {}{}: {}{};\n", property(field.column), optional ? "?" : "", reading == Reading::row ? types.read : types.written,
                          field.nullable ? " | null" : "");
        }
        return out;
    }

    [[nodiscard]] std::string imports() const {
        const auto import = [](const std::set<std::string>& names, std::string_view file) {
            std::string list;
            for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
            return names.empty() ? std::string() : format("import type {{ {} }} from \"../{}.js\";\n", list, file);
        };
        return import(enums_, "enums") + import(values_, "values");
    }

    const Model& model_;
    const Relation& relation_;
    std::set<std::string> enums_, values_;  ///< to import
};

std::string render_enums(const Model& model) {
    std::string out(k_typescript_mark);
    for (const auto& type : model.enums) {
        out += "\n" + documentation(type.comment);
        out += format("export type {} = {};\n", type.type_name, union_of(type.values));
        out += format("export const {}Values = {} as const;\n", camel_case(type.type_name), tuple_of(type.values));
    }
    // A file without imports and exports is no module.
    return model.enums.empty() ? out + "export {};\n" : out;
}

/// "users"; schemas other than public are in front, and what no file's name should hold is written as its code.
std::string file_of(const Relation& relation) {
    std::string out;
    for (const char c : relation.schema == "public" ? relation.name : relation.schema + "." + relation.name) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
        if (fits) out += c;
        else out += format("%{:02x}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace

Files render_typescript(const Model& model) {
    Files files;
    files["values.ts"] = std::string(k_typescript_mark) + std::string(k_values);
    files["enums.ts"] = render_enums(model);
    std::string imports, members, exports;
    for (const auto& relation : model.relations) {
        RelationFile file(model, relation);
        const auto path = "tables/" + file_of(relation);
        files[path + ".ts"] = file.render();
        imports += format("import type {{ {}Table }} from \"./{}.js\";\n", relation.type_name, path);
        exports += format("export * from \"./{}.js\";\n", path);
        members += format("  {}: {}Table;\n", property(file.spoken()), relation.type_name);
    }
    files["database.ts"] =
        format("{}{}\n/** Every table and view by the name that a query has for it: new Kysely<Database>(…). */\nexport interface Database {{\n{}}}\n",
               k_typescript_mark, imports, members);
    files["index.ts"] =
        format("{}export * from \"./database.js\";\nexport * from \"./enums.js\";\nexport * from \"./values.js\";\n{}", k_typescript_mark, exports);
    return files;
}

}  // namespace whimbrel::codegen

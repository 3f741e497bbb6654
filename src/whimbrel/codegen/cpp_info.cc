// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp_names.h"
#include "whimbrel/codegen/cpp_text.h"
#include "whimbrel/codegen/cpp_unit.h"

#include <array>

namespace whimbrel::codegen {

namespace {

std::string_view sort_name(Key::Sort sort) {
    switch (sort) {
        case Key::Sort::primary_key:
            return "primary_key";
        case Key::Sort::unique:
            return "unique";
        case Key::Sort::foreign_key:
            return "foreign_key";
        case Key::Sort::check:
            return "check";
        case Key::Sort::exclusion:
            return "exclusion";
    }
    return "check";
}

std::string_view given_name(const Relation& relation, std::size_t at) {
    if (relation.fields[at].given == Given::never) return "never";
    return is_required(relation, at) ? "required" : "optional";
}

/// The members of Relation<Row>, an array each, and of its RelationInfo.
class Info {
public:
    Info(const CppUnits& all, const CppUnit& unit) : all_(all), unit_(unit), relation_(*unit.relation) {}

    std::string run() {
        add("schema", cpp_string(relation_.schema));
        add("name", cpp_string(relation_.name));
        if (relation_.sort == Relation::Sort::view) add("is_view", "true");
        columns();
        if (relation_.sort == Relation::Sort::table) fresh();
        primary_key();
        constraints();
        rules();
        meanings();
        const auto type = format("::{}::{}", all_.name_space, unit_.type);
        std::string out = format("\ntemplate <>\nstruct whimbrel::data::Relation<{}> {{\n", type);
        if (relation_.sort == Relation::Sort::table) out += format("    using New = ::{}::New{};\n", all_.name_space, unit_.type);
        out += format("    using Row = {};\n{}    static constexpr RelationInfo info{{{}}};\n}};\n", type, arrays_, fields_);
        return out;
    }

private:
    void add(std::string_view field, std::string_view value) {
        constexpr std::string_view k_indent = "                                       ";
        fields_ += format("{}{}.{} = {}", fields_.empty() ? "" : ",\n", fields_.empty() ? "" : k_indent, field, value);
    }

    void list(std::string_view type, std::string_view name, std::string_view field, const std::vector<std::string>& lines) {
        if (lines.empty()) return;
        arrays_ += format("    static constexpr std::array<{}, {}> {}{{{{\n", type, lines.size(), name);
        for (const auto& line : lines) arrays_ += format("        {},\n", line);
        arrays_ += "    }};\n";
        add(field, name);
    }

    void columns() {
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < relation_.fields.size(); ++at)
            lines.push_back(format("column<&Row::{}{}>({}, {}, Given::{})", unit_.members[at], unit_.types[at].is_text ? ", Form::text" : "",
                                   cpp_string(relation_.fields[at].column), cpp_string(relation_.fields[at].declared), given_name(relation_, at)));
        list("ColumnInfo", "columns", "columns", lines);
    }

    void fresh() {
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < relation_.fields.size(); ++at)
            if (relation_.fields[at].given != Given::never)
                lines.push_back(format("fresh<&New::{0}, &Row::{0}{1}>({2})", unit_.members[at], unit_.types[at].is_text ? ", Form::text" : "", at));
        list("NewColumn", "fresh_columns", "fresh", lines);
    }

    void primary_key() {
        if (relation_.primary_key.empty()) return;
        const auto places = each(relation_.primary_key, [](std::size_t at) { return std::to_string(at); });
        arrays_ += braced(format("    static constexpr std::array<std::uint16_t, {}> primary_key", places.size()), places, ";", "    ");
        add("primary_key", "primary_key");
    }

    void constraints() {
        std::vector<std::string> names, lines;
        for (const auto& key : relation_.keys) {
            const auto from = names.empty() ? std::string() : format(" + {}", names.size());
            const auto span = key.columns.empty() ? std::string("{}") : format("{{constraint_columns.data(){}, {}}}", from, key.columns.size());
            lines.push_back(render_cpp_key(key, span));
            for (const auto& column : key.columns) names.push_back(cpp_string(column));
        }
        if (!names.empty())
            arrays_ += braced(format("    static constexpr std::array<std::string_view, {}> constraint_columns", names.size()), names, ";", "    ");
        list("ConstraintInfo", "constraints", "constraints", lines);
    }

    void rules() {
        std::vector<std::string> values;
        const auto lines = each(relation_.rules, [&](const CheckRule& rule) { return rendered(rule, values); });
        if (!values.empty()) arrays_ += braced(format("    static constexpr std::array<std::string_view, {}> rule_values", values.size()), values, ";", "    ");
        list("Rule", "rules", "rules", lines);
        if (relation_.server_checks.empty()) return;
        const auto names = cpp_strings(relation_.server_checks);
        arrays_ += braced(format("    static constexpr std::array<std::string_view, {}> server_checks", names.size()), names, ";", "    ");
        add("server_checks", "server_checks");
    }

    /// Adds the rule's list of values to `values`.
    static std::string rendered(const CheckRule& rule, std::vector<std::string>& values) {
        std::string out = format("{{.sort = Rule::Sort::{}, .column = {}", name_of(rule.sort), rule.column);
        if (!rule.constraint.empty()) out += format(", .constraint = {}", cpp_string(rule.constraint));
        if (!rule.value.empty()) out += format(", .value = {}", cpp_string(rule.value));
        if (rule.n != 0) out += format(", .n = {}", rule.n);
        if (rule.m != 0) out += format(", .m = {}", rule.m);
        if (rule.other_column >= 0) out += format(", .other_column = {}", rule.other_column);
        if (!rule.values.empty()) out += format(", .values = {{rule_values.data() + {}, {}}}", values.size(), rule.values.size());
        for (const auto& value : rule.values) values.push_back(cpp_string(value));
        return out + "}";
    }

    void meanings() {
        static constexpr auto k_columns = std::to_array<std::pair<std::string_view, int MeaningColumns::*>>({{"soft_delete", &MeaningColumns::soft_delete},
                                                                                                             {"version", &MeaningColumns::version},
                                                                                                             {"inserted_at", &MeaningColumns::inserted_at},
                                                                                                             {"updated_at", &MeaningColumns::updated_at},
                                                                                                             {"scope", &MeaningColumns::scope}});
        for (const auto& [name, column] : k_columns)
            if (const int at = relation_.meanings.*column; at >= 0) add(name, std::to_string(at));
    }

    const CppUnits& all_;
    const CppUnit& unit_;
    const Relation& relation_;
    std::string arrays_, fields_;
};

}  // namespace

std::string render_cpp_key(const Key& key, std::string_view columns, std::string_view scope) {
    return format("{{{}, {}ConstraintInfo::Sort::{}, {}, {}, {}, {}, {}}}", cpp_string(key.name), scope, sort_name(key.sort), cpp_string(key.schema),
                  cpp_string(key.table), columns, cpp_string(key.field), cpp_string(key.referenced));
}

std::string render_cpp_info(const CppUnits& all, const CppUnit& unit) { return Info(all, unit).run(); }

}  // namespace whimbrel::codegen

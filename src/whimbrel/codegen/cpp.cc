// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/cpp.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp_names.h"
#include "whimbrel/codegen/cpp_text.h"
#include "whimbrel/codegen/cpp_unit.h"
#include "whimbrel/codegen/wrapping.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace whimbrel::codegen {

namespace {

std::string begin(std::string_view includes) { return format("{}#pragma once\n\n{}", k_cpp_mark, includes); }

std::string render_enums(const Model& model, const std::string& name_space) {
    auto out = begin("#include <whimbrel/data/value.h>\n\n#include <array>\n#include <cstdint>\n#include <string_view>\n");
    out += format("\nnamespace {} {{\n", name_space);
    std::string labels;
    for (const auto& type : model.enums) {
        const auto rendered = cpp_enum(name_space, cpp_type_identifier(type.type_name), type.values);
        out += "\n" + cpp_documentation(type.comment) + rendered.declaration;
        labels += rendered.labels;
    }
    return out + format("\n}}  // namespace {}\n", name_space) + labels;
}

std::string render_composites(const Model& model, const std::string& name_space) {
    auto out =
        begin("#include \"enums.h\"\n\n#include <whimbrel/data/codec.h>\n\n#include <cstdint>\n#include <optional>\n#include <string>\n#include <tuple>\n");
    for (const auto& type : model.composites) {
        if (type.attributes.empty()) continue;  // nothing can be made of it but its text
        const auto name = cpp_type_identifier(type.type_name);
        const auto attributes = each(type.attributes, [](const Field& attribute) { return attribute.column; });
        std::set<std::string> types{name};
        for (const auto& other : model.composites) types.insert(cpp_type_identifier(other.type_name));
        for (const auto& other : model.enums) types.insert(cpp_type_identifier(other.type_name));
        CppScope scope(std::move(types));
        const auto members = scope.take_all(attributes);
        out += format("\nnamespace {} {{\n\n{}struct {} {{\n", name_space, cpp_documentation(type.comment), name);
        std::vector<std::string> pointers;
        for (std::size_t at = 0; at < members.size(); ++at) {
            out += cpp_documentation(type.attributes[at].comment, "    ");
            out += format("    std::optional<{}> {};\n", cpp_type(model, type.attributes[at].type).name, members[at]);
            pointers.push_back(format("&::{}::{}::{}", name_space, name, members[at]));
        }
        out += format("    bool operator==(const {}&) const = default;\n}};\n\n}}  // namespace {}\n", name, name_space);
        out += format("\ntemplate <>\nstruct whimbrel::data::Attributes<::{}::{}> {{\n", name_space, name);
        out += braced("    static constexpr auto members = std::tuple", pointers, ";", "    ") + "};\n";
    }
    return out;
}

/// A key with the table whose rows it is about.
struct Listed {
    const Key* key;
    bool is_partition;
};

/// Nothing in it counts or numbers the constraints, so that those which two branches add are merged line by line.
std::string render_constraints(const Model& model, const std::string& name_space) {
    std::vector<Listed> keys;
    for (const auto& relation : model.relations)
        for (const auto& key : relation.keys) keys.push_back({&key, key.table != relation.name});
    std::ranges::sort(keys, {}, [](const Listed& each) { return std::tie(each.key->name, each.is_partition, each.key->schema, each.key->table); });
    std::map<std::string_view, int> times;
    for (const auto& each : keys) times[each.key->name] += each.is_partition ? 0 : 1;
    std::vector<std::string> wanted;
    for (const auto& [key, is_partition] : keys) {
        const bool is_alone = is_partition ? times[key->name] == 0 : times[key->name] == 1;
        wanted.push_back(is_alone ? key->name : key->table + "_" + key->name);
    }
    CppScope scope;
    const auto names = scope.take_all(wanted);
    std::string enumerators, columns, infos;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const auto constants = cpp_strings(keys[at].key->columns);
        enumerators += format("    {},\n", names[at]);
        columns += braced(format("inline constexpr std::array<std::string_view, {}> {}", constants.size(), names[at]), constants, ";", "");
        infos += format("    {},\n", render_cpp_key(*keys[at].key, "constraint_columns::" + names[at], "whimbrel::data::"));
    }
    auto out = begin("#include <whimbrel/data/relation.h>\n\n#include <array>\n#include <cstdint>\n#include <string_view>\n");
    out += format("\nnamespace {} {{\n\n/// Every constraint and unique index, by name.\nenum class Constraint : std::uint16_t {{\n{}}};\n", name_space,
                  enumerators);
    out += format("\nnamespace constraint_columns {{\n{}}}  // namespace constraint_columns\n", columns);
    out += "\n/// The same, each at the place that its enumerator counts.\n";
    if (keys.empty()) out += "inline constexpr std::array<whimbrel::data::ConstraintInfo, 0> constraints{};\n";
    else out += format("inline constexpr auto constraints = std::to_array<whimbrel::data::ConstraintInfo>({{\n{}}});\n", infos);
    return out + format("\n}}  // namespace {}\n", name_space);
}

std::string render_schema(const CppOptions& options) {
    auto out = begin("#include \"constraints.h\"\n");
    out += format("\nnamespace {} {{\n\n/// What the types were made of, for the pool to compare with the database.\n", options.name_space);
    out += format("inline constexpr whimbrel::data::SchemaInfo schema{{\n    .state = {},\n    .version = {},\n    .constraints = constraints,\n}};\n",
                  cpp_string(options.state), cpp_string(options.version));
    return out + format("\n}}  // namespace {}\n", options.name_space);
}

}  // namespace

Result<Files> render_cpp(const Model& model, const CppOptions& options) {
    WHIMBREL_TRY(const auto all, cpp_units(model, options.name_space));
    Files files;
    files["enums.h"] = render_enums(model, options.name_space);
    files["composites.h"] = render_composites(model, options.name_space);
    files["constraints.h"] = render_constraints(model, options.name_space);
    files["schema.h"] = render_schema(options);
    for (const auto& unit : all.units) files[unit.handles + ".h"] = render_cpp_relation(all, unit);
    for (auto& [path, text] : files) text = wrapped(text, Language::cpp);
    return files;
}

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp.h"
#include "whimbrel/codegen/cpp_names.h"
#include "whimbrel/codegen/cpp_text.h"
#include "whimbrel/codegen/cpp_unit.h"

#include <algorithm>
#include <set>

namespace whimbrel::codegen {

namespace {

class Rendering {
public:
    Rendering(const CppUnits& all, const CppUnit& unit) : all_(all), unit_(unit), relation_(*unit.relation) {}

    std::string run() const {
        std::string out(k_cpp_mark);
        out += includes() + format("\nnamespace {} {{\n", all_.name_space);
        std::string labels;
        for (std::size_t at = 0; at < relation_.fields.size(); ++at) {
            if (unit_.list_types[at].empty()) continue;
            const auto rendered = cpp_enum(all_.name_space, unit_.list_types[at], relation_.fields[at].allowed);
            out += "\n" + cpp_documentation(format("What {}.{} may hold.", relation_.name, relation_.fields[at].column)) + rendered.declaration;
            labels += rendered.labels;
        }
        out += forward() + row();
        if (relation_.sort == Relation::Sort::table) out += fresh();
        out += handles() + format("\n}}  // namespace {}\n", all_.name_space) + labels;
        return out + render_cpp_info(all_, unit_);
    }

private:
    [[nodiscard]] std::string includes() const {
        const auto uses = [&](CppType::Home home) { return std::ranges::find(unit_.types, home, &CppType::home) != unit_.types.end(); };
        std::string own;
        if (uses(CppType::Home::composites)) own += "#include \"composites.h\"\n";
        if (uses(CppType::Home::enums)) own += "#include \"enums.h\"\n";
        return format(
            "#pragma once\n\n{}{}#include <whimbrel/data/relation.h>\n\n#include <array>\n#include <cstdint>\n#include <optional>\n#include <string>\n"
            "#include <string_view>\n",
            own, own.empty() ? "" : "\n");
    }

    [[nodiscard]] const std::string& type_of(std::size_t relation) const { return all_.units[relation].type; }

    /// The rows that associations lead to; their headers are included by who uses them.
    [[nodiscard]] std::string forward() const {
        std::set<std::string> types;
        for (const auto& association : relation_.associations) {
            types.insert(type_of(association.to));
            if (association.sort == Association::Sort::through) types.insert(type_of(association.middle));
        }
        types.erase(unit_.type);
        std::string out;
        for (const auto& type : types) out += format("struct {};\n", type);
        return out.empty() ? out : "\n" + out;
    }

    [[nodiscard]] std::string row() const {
        std::string out = format("\n{}{}struct {} {{\n", cpp_documentation(format("A row of {}.", spoken())), cpp_documentation(relation_.comment), unit_.type);
        for (std::size_t at = 0; at < relation_.fields.size(); ++at) {
            const auto& field = relation_.fields[at];
            const auto& type = unit_.types[at];
            out += cpp_documentation(field.comment, "    ");
            if (field.nullable) out += format("    std::optional<{}> {};\n", type.name, unit_.members[at]);
            else out += format("    {} {}{};\n", type.name, unit_.members[at], type.initial);
        }
        return out + format("    bool operator==(const {}&) const = default;\n}};\n", unit_.type);
    }

    [[nodiscard]] std::string fresh() const {
        std::string out =
            format("\n{}struct New{} {{\n",
                   cpp_documentation(format("A new row of {}: what has no initializer is required, what is left out is the server's to fill in.", spoken())),
                   unit_.type);
        for (std::size_t at = 0; at < relation_.fields.size(); ++at) {
            if (relation_.fields[at].given == Given::never) continue;
            const auto& type = unit_.types[at].name;
            if (is_required(relation_, at)) out += format("    {} {};\n", type, unit_.members[at]);
            else out += format("    std::optional<{}> {}{{}};\n", type, unit_.members[at]);
        }
        return out + "};\n";
    }

    [[nodiscard]] std::string handles() const {
        const bool is_linked = !relation_.associations.empty();
        std::string out = format("\n/// The columns of {}{}, for queries.\nnamespace {} {{\n", spoken(), is_linked ? ", and what its foreign keys lead to" : "",
                                 unit_.handles);
        for (std::size_t at = 0; at < relation_.fields.size(); ++at)
            out += format("inline constexpr whimbrel::data::Column<{}, {}> {}{{{}}};\n", unit_.type, unit_.types[at].name, unit_.members[at], at);
        if (is_linked) out += associations();
        return out + format("}}  // namespace {}\n", unit_.handles);
    }

    [[nodiscard]] std::string associations() const {
        CppScope names;
        std::string links, out;
        const auto add = [&](const std::string& name, const Association::Links& pairs) {
            const auto array = names.take(name);
            std::string text;
            for (const auto& [from, to] : pairs) text += format("{}{{{}, {}}}", text.empty() ? "" : ", ", from, to);
            links += format("inline constexpr std::array<whimbrel::data::Link, {}> {}{{{{{}}}}};\n", pairs.size(), array, text);
            return unit_.links + "::" + array;
        };
        for (std::size_t at = 0; at < relation_.associations.size(); ++at) {
            const auto& association = relation_.associations[at];
            const auto& name = unit_.associations[at];
            const auto first = add(name, association.links);
            const auto& to = type_of(association.to);
            if (association.sort == Association::Sort::through) {
                out += format("inline constexpr whimbrel::data::Through<{}, {}, {}> {}{{{}, {}}};\n", unit_.type, type_of(association.middle), to, name, first,
                              add(name + "_far", association.far_links));
                continue;
            }
            const auto* const sort = association.sort == Association::Sort::one ? "One" : "Many";
            out += format("inline constexpr whimbrel::data::{}<{}, {}> {}{{{}}};\n", sort, unit_.type, to, name, first);
        }
        return format("\nnamespace {0} {{\n{1}}}  // namespace {0}\n", unit_.links, links) + out;
    }

    /// As a query names it.
    [[nodiscard]] std::string spoken() const { return relation_.schema == "public" ? relation_.name : relation_.schema + "." + relation_.name; }

    const CppUnits& all_;
    const CppUnit& unit_;
    const Relation& relation_;
};

}  // namespace

std::string render_cpp_relation(const CppUnits& all, const CppUnit& unit) { return Rendering(all, unit).run(); }

}  // namespace whimbrel::codegen

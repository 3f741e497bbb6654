// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/cpp_unit.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/cpp_names.h"

#include <map>
#include <set>

namespace whimbrel::codegen {

namespace {

std::string qualified(const auto& object) { return object.schema + "." + object.name; }

/// Identifiers of types, each with what it stands for.
class Types {
public:
    Result<std::string> take(const std::string& type_name, const std::string& whose, const std::string& name) {
        auto type = cpp_type_identifier(type_name);
        const auto [at, is_new] = taken_.emplace(type, whose);
        if (is_new) return type;
        return fail(ErrorCode::types_name_taken, format("{} and {} would both be the type {}", at->second, whose, type))
            .hint(format("Give one of them another name in whimbrel.toml: under [codegen.names] write \"{}\" = \"…\".", name));
    }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> out;
        for (const auto& [type, whose] : taken_) out.insert(type);
        return out;
    }

private:
    std::map<std::string, std::string> taken_{{"Constraint", "the list of constraints"}};
};

Result<> take_types(const Model& model, Types& types, std::vector<CppUnit>& units) {
    for (const auto& type : model.enums) WHIMBREL_CHECK(types.take(type.type_name, qualified(type), qualified(type)));
    for (const auto& type : model.composites) WHIMBREL_CHECK(types.take(type.type_name, qualified(type), qualified(type)));
    for (const auto& relation : model.relations) {
        auto& unit = units.emplace_back();
        unit.relation = &relation;
        WHIMBREL_TRY(unit.type, types.take(relation.type_name, qualified(relation), qualified(relation)));
    }
    for (auto& unit : units) {
        const auto& relation = *unit.relation;
        if (relation.sort == Relation::Sort::table)
            WHIMBREL_CHECK(types.take("New" + relation.type_name, "new rows of " + qualified(relation), qualified(relation)));
        for (const auto& field : relation.fields) {
            auto& list = unit.list_types.emplace_back();
            if (field.allowed.empty()) continue;
            const auto column = qualified(relation) + "." + field.column;
            WHIMBREL_TRY(list, types.take(field.list_type, "the values of " + column, column));
        }
    }
    return {};
}

}  // namespace

bool is_required(const Relation& relation, std::size_t field) {
    return relation.fields[field].given == Given::required && !relation.meanings.is_filled(static_cast<int>(field));
}

Result<CppUnits> cpp_units(const Model& model, const std::string& name_space) {
    CppUnits out{.name_space = name_space, .units = {}};
    Types types;
    WHIMBREL_CHECK(take_types(model, types, out.units));
    const auto names = types.names();
    // Files and names that every output has.
    auto taken = names;
    taken.insert({"schema", "enums", "composites", "constraints", "constraint_columns", "queries"});
    CppScope handles(std::move(taken));
    for (auto& unit : out.units) {
        unit.handles = handles.take(snake_case(unit.type));
        std::vector<std::string> columns, associations;
        for (const auto& field : unit.relation->fields) columns.push_back(field.column);
        // A member called as a type would hide it from the members after it.
        CppScope scope(names);
        unit.members = scope.take_all(columns);
        for (const auto& association : unit.relation->associations) associations.push_back(association.name);
        unit.associations = scope.take_all(associations);
        unit.links = scope.take("links");
        for (std::size_t at = 0; at < columns.size(); ++at) unit.types.push_back(cpp_type(model, unit.relation->fields[at].type, unit.list_types[at]));
    }
    return out;
}

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
// Model: what generated code is made of: the relations, columns and types of a catalog, with the names that they get.
#pragma once

#include "whimbrel/codegen/check_rules.h"
#include "whimbrel/codegen/names.h"
#include "whimbrel/codegen/value_type.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whimbrel::codegen {

struct EnumType {
    std::string schema, name;
    std::string type_name;  ///< "UserStatus"
    std::string comment;
    std::vector<std::string> values;
};

/// Whether an INSERT names the column.
enum class Given : std::uint8_t {
    required,
    optional,  ///< it may be NULL, or the server has a value for it
    never,     ///< the server computes it
};

struct Field {
    std::string column;
    ValueType type;
    bool nullable = false;
    Given given = Given::required;
    std::string comment;
    std::vector<std::string> allowed;  ///< by a CHECK that lists them; empty where none does
};

struct Relation {
    enum class Sort : std::uint8_t { table, view };
    Sort sort = Sort::table;
    std::string schema, name;
    std::string type_name;  ///< of its rows: "CommunityMember"
    std::string comment;
    std::vector<Field> fields;
    std::vector<CheckRule> rules;            ///< by column, those of its type first
    std::vector<std::string> server_checks;  ///< names of CHECK constraints, a domain's among them, that rules do not say, or not whole
};

struct Model {
    std::vector<EnumType> enums;      ///< by type name
    std::vector<Relation> relations;  ///< by schema and name; partitions are not among them: their rows are their table's
    /// Null where the model has none for it.
    [[nodiscard]] const EnumType* find_enum(const kinds::Object& object) const;
};

/// The catalog must outlive the model. Errors: types_name_taken where two relations or types would get one name.
Result<Model> make_model(const catalog::Catalog& catalog, const NameRules& rules);

}  // namespace whimbrel::codegen

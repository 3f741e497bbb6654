// SPDX-License-Identifier: Apache-2.0
// Model: what generated code is made of: the relations, columns and types of a catalog, with the names that they get.
#pragma once

#include "whimbrel/codegen/check_rules.h"
#include "whimbrel/codegen/meanings.h"
#include "whimbrel/codegen/names.h"
#include "whimbrel/codegen/value_type.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
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
    std::string declared;  ///< its type as format_type() prints it: "character varying(255)"
    ValueType type;
    bool nullable = false;
    Given given = Given::required;
    std::string comment;
    std::vector<std::string> allowed;  ///< by a CHECK that lists them; empty where none does
    std::string list_type{};           ///< of these: "UserStatus"
};

struct CompositeType {
    std::string schema, name;
    std::string type_name;
    std::string comment;
    std::vector<Field> attributes;  ///< any of them may be NULL
};

/// A constraint, or a unique index, whose violation the server reports by its name.
struct Key {
    enum class Sort : std::uint8_t { primary_key, unique, foreign_key, check, exclusion };
    std::string name;
    Sort sort = Sort::check;
    std::string schema, table;  ///< a partition's own where it is one's
    std::vector<std::string> columns;
    std::string field;       ///< that an error is reported on; empty where no column is named
    std::string referenced;  ///< of a foreign key: "public.devices"
    bool covers_all = true;  ///< false of a unique index that is partial, or over expressions
};

struct ForeignKey {
    std::string name;
    std::size_t to = 0;                                      ///< Model::relations
    std::vector<std::pair<std::size_t, std::size_t>> links;  ///< fields of this relation and of that one
};

/// Rows of another relation that belong to a row of this one, by a foreign key on either side.
struct Association {
    enum class Sort : std::uint8_t { one, many, through };
    using Links = std::vector<std::pair<std::size_t, std::size_t>>;  ///< fields that are equal, of either side
    Sort sort = Sort::one;
    std::string name;
    std::size_t to = 0, middle = 0;  ///< Model::relations
    Links links;                     ///< to the other relation; of `through` to the one in between
    Links far_links;                 ///< of `through`: from there on
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
    std::vector<std::size_t> primary_key;    ///< fields
    std::vector<Key> keys;                   ///< the primary key first, then by name; those of its partitions that have names of their own too
    std::vector<ForeignKey> foreign_keys;    ///< to other relations of the model
    std::vector<Association> associations;   ///< by name
    MeaningColumns meanings;
    [[nodiscard]] int find(std::string_view column) const;  ///< -1 where it has none
};

struct Model {
    std::vector<EnumType> enums;            ///< by type name
    std::vector<CompositeType> composites;  ///< what another is made of comes before it
    std::vector<Relation> relations;        ///< by schema and name; partitions are not among them: their rows are their table's
    /// Null where the model has none for it.
    [[nodiscard]] const EnumType* find_enum(const kinds::Object& object) const;
    [[nodiscard]] const CompositeType* find_composite(const kinds::Object& object) const;
};

/// The catalog must outlive the model. Errors: types_name_taken where two relations or types would get one name; config_invalid where a
/// meaning's column is one that no table has.
Result<Model> make_model(const catalog::Catalog& catalog, const NameRules& rules, const Meanings& meanings = {});

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
// The rules of a table's columns: of its CHECK constraints, of its columns' types and domains.
#pragma once

#include "whimbrel/codegen/model.h"
#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/domain/domain_kind.h"
#include "whimbrel/kinds/table/table_kind.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whimbrel::codegen {

class TableRules {
public:
    /// The catalog must outlive it.
    explicit TableRules(const catalog::Catalog& catalog);
    /// Fills `rules` and `server_checks` of a relation whose fields are the table's columns.
    void add(Relation& relation, const kinds::ObjectId& id, const kinds::Table& table) const;

    /// Of a domain what it is made of in the end, with its modifier; any other type is itself.
    [[nodiscard]] std::string base_type(std::string_view type) const;

private:
    [[nodiscard]] std::vector<const kinds::Domain*> domains_of(std::string_view type) const;
    [[nodiscard]] RuleColumn column_of(const kinds::Column& column) const;
    static void drop_what_labels_say(Relation& relation);

    std::map<std::string, const kinds::Domain*, std::less<>> domains_;  ///< by rendered name
    std::map<std::string, const kinds::Object*, std::less<>> enums_;
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, const kinds::Constraint*>>> checks_;  ///< by schema and table
};

}  // namespace whimbrel::codegen

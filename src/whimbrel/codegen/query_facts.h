// SPDX-License-Identifier: Apache-2.0
// QueryFacts: what a server's catalog says of the relations and functions that queries name, read when it is asked for.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/codegen/node_tree.h"
#include "whimbrel/pg/session.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace whimbrel::codegen {

class QueryFacts {
public:
    /// The session must outlive it.
    explicit QueryFacts(pg::Session& session) : session_(session) {}

    struct Relation {
        std::string schema, name;
        bool is_table = false;   ///< rows are stored, here or elsewhere
        std::set<int> not_null;  ///< columns of a table: constraints that were validated, of the column or its domain, on all children, none of them foreign
        std::map<int, std::string> names;  ///< of its columns
        NodeTree view;                     ///< the query of a view
    };
    struct Function {
        std::string name;
        bool built_in = false, strict = false;
        std::uint32_t first_argument = 0;  ///< its type
    };
    const Relation& relation(std::uint32_t oid);
    const Function& function(std::uint32_t oid);
    /// The name of an operator of PostgreSQL's own; empty for others.
    const std::string& built_in_operator(std::uint32_t oid);
    /// Of a constraint, by number.
    const std::set<int>& constraint_columns(std::uint32_t oid);

    /// The first error of a reading, if there was one: what was asked for since is empty.
    [[nodiscard]] Result<> status() const;

private:
    std::optional<pg::Rows> read(std::string_view query, std::uint32_t oid);

    pg::Session& session_;
    std::map<std::uint32_t, Relation> relations_;
    std::map<std::uint32_t, Function> functions_;
    std::map<std::uint32_t, std::string> operators_;
    std::map<std::uint32_t, std::set<int>> constraints_;
    std::optional<Error> failed_;
};

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
// The tables and the foreign keys between them, in levels: each table stands below all that it references.
#pragma once

#include "whimbrel/catalog/catalog.h"
#include "whimbrel/project/workspace.h"

#include <string>
#include <vector>

namespace whimbrel::project {

struct TableGraph {
    struct Edge {
        std::string from, to;  ///< "tasks" references "users"
        std::string constraint;
        std::string on_delete;  ///< "CASCADE"; empty: NO ACTION
    };
    /// Names, with their schema where it is not public. Tables of one level do not need each other: they may be made side by side.
    /// Tables that reference each other in a circle share a level.
    std::vector<std::vector<std::string>> levels;
    std::vector<Edge> edges;
    std::vector<std::vector<std::string>> cycles;
};

TableGraph make_table_graph(const catalog::Catalog& catalog);

/// Of what the migrations produce, else of the declaration; needs no target.
Result<TableGraph> read_table_graph(const Workspace& workspace);

/// "users\n→ conversations, tasks (side by side)\n→ messages\n", then the foreign keys.
std::string render_text(const TableGraph& graph);
/// For Graphviz.
std::string render_dot(const TableGraph& graph);

}  // namespace whimbrel::project

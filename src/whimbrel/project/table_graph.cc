// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/table_graph.h"

#include "whimbrel/base/format.h"
#include "whimbrel/project/declared.h"

#include <algorithm>
#include <map>
#include <set>

namespace whimbrel::project {

namespace {

using Needs = std::map<std::string, std::set<std::string>>;

std::string table_name(const std::string& schema, const std::string& name) { return sql::QualifiedName{schema == "public" ? "" : schema, name}.render(); }

/// Everything that can be reached from `table`.
std::set<std::string> reach_of(const Needs& needs, const std::string& table) {
    std::set<std::string> reached;
    std::vector<std::string> todo{table};
    while (!todo.empty()) {
        const auto at = todo.back();
        todo.pop_back();
        for (const auto& next : needs.at(at))
            if (reached.insert(next).second) todo.push_back(next);
    }
    return reached;
}

/// Tables that reach themselves, each with those it shares a circle with.
std::vector<std::vector<std::string>> cycles_of(const Needs& needs) {
    std::map<std::string, std::set<std::string>> reach;
    for (const auto& [table, direct] : needs) reach[table] = reach_of(needs, table);
    std::set<std::vector<std::string>> cycles;
    for (const auto& [table, reached] : reach) {
        if (!reached.contains(table)) continue;
        std::vector<std::string> circle;
        for (const auto& other : reached)
            if (reach[other].contains(table)) circle.push_back(other);
        cycles.insert(circle);
    }
    return {cycles.begin(), cycles.end()};
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? std::string() : std::string(between)) + name;
    return out;
}

}  // namespace

TableGraph make_table_graph(const catalog::Catalog& catalog) {
    TableGraph graph;
    Needs needs;
    for (const auto& [id, object] : catalog.objects())
        if (object.kind->holds_rows) needs[table_name(id.schema, id.name)];
    for (const auto& [id, object] : catalog.objects()) {
        if (object.kind->reference == nullptr) continue;
        const auto reference = object.kind->reference(object);
        if (!reference) continue;
        const auto from = table_name(reference->from.schema, reference->from.name);
        const auto to = table_name(reference->to.schema, reference->to.name);
        graph.edges.push_back({from, to, id.name, reference->on_delete});
        // A table that references itself needs nobody else.
        if (from != to && needs.contains(to)) needs[from].insert(to);
    }
    graph.cycles = cycles_of(needs);
    for (const auto& circle : graph.cycles)
        for (const auto& table : circle)
            for (const auto& other : circle) needs[table].erase(other);

    std::set<std::string> done;
    while (done.size() < needs.size()) {
        std::vector<std::string> level;
        for (const auto& [table, direct] : needs)
            if (!done.contains(table) && std::ranges::includes(done, direct)) level.push_back(table);
        // A circle comes once all of its members can.
        for (const auto& circle : graph.cycles)
            if (!std::ranges::all_of(circle, [&](const std::string& table) { return std::ranges::find(level, table) != level.end(); }))
                std::erase_if(level, [&](const std::string& table) { return std::ranges::find(circle, table) != circle.end(); });
        if (level.empty()) break;
        done.insert(level.begin(), level.end());
        graph.levels.push_back(std::move(level));
    }
    return graph;
}

Result<TableGraph> read_table_graph(const Workspace& workspace) {
    WHIMBREL_TRY(const auto history, history::read(history_folder(workspace)));
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    if (history.migrations.empty()) {
        WHIMBREL_TRY(const auto declaration, read_declaration(workspace));
        WHIMBREL_TRY(const auto loaded, load_declaration(workspace, shadow, declaration));
        return make_table_graph(loaded.catalog);
    }
    WHIMBREL_TRY(const auto snapshot, history::read_snapshot(history.folder));
    WHIMBREL_TRY(const auto before, read_before(workspace, shadow, history, snapshot));
    return make_table_graph(before.catalog);
}

std::string render_text(const TableGraph& graph) {
    std::string out;
    for (const auto& level : graph.levels) {
        out += (out.empty() ? "" : "→ ") + joined(level, ", ");
        out += level.size() > 1 ? " (side by side)\n" : "\n";
    }
    if (!graph.edges.empty()) out += "\n";
    for (const auto& edge : graph.edges)
        out += format("{} references {} ({}{})\n", edge.from, edge.to, edge.constraint, edge.on_delete.empty() ? "" : ", ON DELETE " + edge.on_delete);
    for (const auto& circle : graph.cycles) out += "circle: " + joined(circle, " ↔ ") + "\n";
    return out;
}

std::string render_dot(const TableGraph& graph) {
    std::string out = "digraph tables {\n  rankdir=LR;\n  node [shape=box];\n";
    for (const auto& level : graph.levels) {
        out += "  { rank=same;";
        for (const auto& table : level) out += " " + quoted(table) + ";";
        out += " }\n";
    }
    // Drawn from what must be there first to what needs it.
    for (const auto& edge : graph.edges) out += format("  {} -> {} [label={}];\n", quoted(edge.to), quoted(edge.from), quoted(edge.constraint));
    return out + "}\n";
}

}  // namespace whimbrel::project

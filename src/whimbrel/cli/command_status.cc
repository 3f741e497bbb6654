// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/base/text_table.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/project/apply.h"
#include "whimbrel/project/table_graph.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_options = std::to_array<Option>({
    {.name = "exit-code", .help = "Exit with 1 where not every migration is applied."},
    {.name = "graph",
     .value = "FORM",
     .help = "Draw the tables and their foreign keys in levels, as text where no FORM is given; needs no database.",
     .choices = "text dot json",
     .implied = "text"},
});
constexpr auto k_exits = std::to_array<ExitNote>({{ExitCode::findings, "not every migration is applied (with --exit-code)"}});

Json graph_json(const project::TableGraph& graph) {
    const auto names = [](const std::vector<std::string>& list) { return Json::array_of(list); };
    const auto edge = [](const project::TableGraph::Edge& e) {
        return Json::object().set("from", e.from).set("to", e.to).set("constraint", e.constraint).set("on_delete", e.on_delete);
    };
    return Json::object()
        .set("levels", Json::array_of(graph.levels, names))
        .set("edges", Json::array_of(graph.edges, edge))
        .set("cycles", Json::array_of(graph.cycles, names));
}

Result<ExitCode> draw(const Call& call, const project::Workspace& workspace) {
    WHIMBREL_TRY(const auto graph, project::read_table_graph(workspace));
    const auto form = call.value("graph");
    if (form == "json" || call.is_json()) call.out().print_json(graph_json(graph));
    else call.out().print(form == "dot" ? project::render_dot(graph) : project::render_text(graph));
    return ExitCode::done;
}

Json row_json(const runner::StatusRow& row) {
    auto json = Json::object().set("version", row.version).set("name", row.name).set("standing", project::name_of(row.standing));
    if (!row.applied_at.empty()) json.set("applied_at", row.applied_at).set("applied_by", row.applied_by);
    if (!row.note.empty()) json.set("note", row.note);
    return json;
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    if (call.has("graph")) return draw(call, workspace);
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(const auto report, project::read_status(workspace, choice));
    if (call.is_json()) {
        call.out().print_json(
            Json::object().set("database", report.database).set("up_to_date", report.up_to_date()).set("migrations", Json::array_of(report.rows, row_json)));
    } else {
        call.out().say(report.database);
        TextTable table({"VERSION", "NAME", "STANDING", "APPLIED AT", "APPLIED BY", "NOTE"});
        for (const auto& row : report.rows)
            table.add({row.version, row.name, std::string(project::name_of(row.standing)), row.applied_at, row.applied_by, row.note});
        if (table.empty()) call.out().say("there are no migrations");
        else call.out().print(table.render());
    }
    return call.has("exit-code") && !report.up_to_date() ? ExitCode::findings : ExitCode::done;
}

}  // namespace

const Command k_status_command{
    .name = "status",
    .summary = "Show which migrations are applied",
    .description =
        "Compares the migrations folder with the database's ledger: applied, pending, edited since it was applied, missing from the folder, unknown to this "
        "folder, incomplete. "
        "With --graph it draws the tables by their foreign keys instead: each level needs those before it, and the tables of one level can be made side by "
        "side.",
    .options = k_options,
    .exits = k_exits,
    .example = "$ whimbrel status --graph dot | dot -Tsvg > tables.svg",
    .run = run,
};

}  // namespace whimbrel::cli

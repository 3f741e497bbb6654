// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/project/pull.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_options = std::to_array<Option>({
    {.name = "from", .value = "SOURCE", .help = "What to write down: any source that diff takes.", .fallback = "the database"},
    {.name = "output", .value = "DIR", .help = "Folder to write to; it must hold no .sql file.", .fallback = "the project's schema folder"},
});
constexpr auto k_exits = std::to_array<ExitNote>({k_unmanaged_exit});

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace_or_defaults());
    auto source = call.value("from");
    if (source.empty()) {
        WHIMBREL_TRY(const auto choice, call.database(workspace));
        call.out().say(format("reading {} ({})", choice.url.describe(), choice.origin));
        source = choice.url.render();
    }
    const auto folder = call.has("output") ? call.environment().working_folder / call.value("output") : workspace.config.schema_folder();
    WHIMBREL_TRY(const auto report, project::pull(workspace, source, folder));
    const auto shown = project::shown(workspace, report.folder);
    if (report.files.empty()) call.out().say("nothing to do: the source holds nothing that is declared");
    if (call.is_json()) call.out().print_json(Json::object().set("folder", shown).set("files", Json::array_of(report.files)));
    else
        for (const auto& file : report.files) call.out().print(shown + "/" + file + "\n");
    return ExitCode::done;
}

}  // namespace

const Command k_pull_command{
    .name = "pull",
    .summary = "Write a database's schema as tidy files",
    .description =
        "Writes the schema of a database (or of any other source) as a declaration: a file for each table with its constraints, indexes, triggers and "
        "comments, for each view, "
        "function and type. What is written was loaded on the throwaway server before, and gave the same schema.",
    .options = k_options,
    .exits = k_exits,
    .example = "$ whimbrel pull --database postgresql://localhost/app",
    .interrupted = "nothing was written",
    .run = run,
};

}  // namespace whimbrel::cli

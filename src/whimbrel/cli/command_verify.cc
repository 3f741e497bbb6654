// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/project/verify.h"

#include <algorithm>
#include <array>

namespace whimbrel::cli {

namespace {

using project::VerifyItem;
using project::VerifyReport;

constexpr auto k_options = std::to_array<Option>({
    {.name = "markdown", .help = "The checklist as Markdown."},
    {.name = "differences", .help = "Only what differs."},
});
constexpr auto k_exits = std::to_array<ExitNote>({{ExitCode::findings, "the database differs"},
                                                  {ExitCode::unmanaged, "it holds objects that are neither managed nor ignored, and differs in nothing else"}});

Json item_json(const VerifyItem& item) {
    return Json::object()
        .set("heading", item.heading)
        .set("subject", item.subject)
        .set("detail", item.detail)
        .set("state", project::name_of(item.state))
        .set("differences", Json::array_of(item.differences));
}

Json to_json(const VerifyReport& report) {
    return Json::object()
        .set("database", report.database)
        .set("expected", report.expected)
        .set("equal", report.equal())
        .set("pending", Json::array_of(report.pending))
        .set("items", Json::array_of(report.items, item_json))
        .set("not_managed",
             Json::array_of(report.not_managed, [](const catalog::NotManaged& n) { return Json::object().set("kind", n.kind).set("name", n.name); }));
}

/// "public.users.email: character varying(20), not null"
std::string line_of(const VerifyItem& item) {
    std::string line = item.subject + (item.detail.empty() ? "" : ": " + item.detail);
    std::ranges::replace(line, '\n', ' ');
    if (item.state == VerifyItem::State::missing) line += " is missing";
    if (item.state == VerifyItem::State::unexpected) line += " is not expected";
    return line;
}

std::string_view mark(const VerifyItem& item) { return item.state == VerifyItem::State::same ? "✓" : "✗"; }

std::string render_text(const VerifyReport& report, bool all) {
    std::string out;
    std::string heading;
    for (const auto& item : report.items) {
        if (!all && item.state == VerifyItem::State::same) continue;
        if (item.heading != heading) out += format("{}{}\n", heading.empty() ? "" : "\n", item.heading);
        heading = item.heading;
        out += format("  {} {}\n", mark(item), line_of(item));
        for (const auto& line : item.differences) out += format("      {}\n", line);
    }
    if (!report.not_managed.empty()) out += format("{}Not managed\n", out.empty() ? "" : "\n");
    for (const auto& item : report.not_managed) out += format("  ✗ {} {}\n", item.kind, item.name);
    return out;
}

std::string render_markdown(const VerifyReport& report, bool all) {
    std::string out = format("# Verification of {}\n\nExpected: {}.\n", report.database, report.expected);
    std::string heading;
    for (const auto& item : report.items) {
        if (!all && item.state == VerifyItem::State::same) continue;
        if (item.heading != heading) out += format("\n## {}\n\n", item.heading);
        heading = item.heading;
        out += format("- {} {}\n", mark(item), line_of(item));
        for (const auto& line : item.differences) out += format("  - {}\n", line);
    }
    if (!report.not_managed.empty()) out += "\n## Not managed\n\n";
    for (const auto& item : report.not_managed) out += format("- ✗ {} {}\n", item.kind, item.name);
    return out;
}

ExitCode code_of(const VerifyReport& report) {
    if (report.equal()) return ExitCode::done;
    const bool differs = std::ranges::any_of(report.items, [](const VerifyItem& item) { return item.state != VerifyItem::State::same; });
    return differs ? ExitCode::findings : ExitCode::unmanaged;
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace());
    WHIMBREL_TRY(const auto choice, call.database(workspace));
    WHIMBREL_TRY(const auto report, project::verify(workspace, choice));
    const bool all = !call.has("differences");
    if (call.is_json()) call.out().print_json(to_json(report));
    else call.out().print(call.has("markdown") ? render_markdown(report, all) : render_text(report, all));
    const auto different =
        static_cast<std::size_t>(std::ranges::count_if(report.items, [](const VerifyItem& item) { return item.state != VerifyItem::State::same; }));
    call.out().say(format("{}: {} checked against {}, {}", report.database, counted(report.items.size(), "item"), report.expected,
                          report.equal() ? "all as expected" : format("{} not as expected", different + report.not_managed.size())));
    if (!report.pending.empty()) call.out().say(format("{} not applied yet", counted(report.pending.size(), "migration")));
    return code_of(report);
}

}  // namespace

const Command k_verify_command{
    .name = "verify",
    .summary = "Look up every object of the schema in the database",
    .description =
        "Reads the database's catalogs and goes through the whole list: schemas, types, tables, columns and their types, defaults, primary keys, indexes, "
        "foreign keys with their "
        "actions, checks, views, functions, triggers… Each is ✓ or shown with its difference. Text, JSON (--format json) or Markdown. Changes nothing.",
    .options = k_options,
    .exits = k_exits,
    .example = "$ whimbrel verify --markdown > verification.md",
    .run = run,
};

}  // namespace whimbrel::cli

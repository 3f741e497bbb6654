// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/base/text_table.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/shared_options.h"
#include "whimbrel/project/inventory.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments = std::to_array<Argument>({{.name = "SOURCE", .help = "Any source that diff takes; else the database.", .count = Count::optional}});
constexpr auto k_exits = std::to_array<ExitNote>({k_unmanaged_exit});

Json kind_json(const project::InventoryKind& kind) {
    return Json::object()
        .set("kind", kind.kind)
        .set("managed", kind.managed)
        .set("ignored", kind.ignored)
        .set("of_extensions", kind.of_extensions)
        .set("unknown", kind.unknown);
}

Json object_json(const catalog::NotManaged& item) { return Json::object().set("kind", item.kind).set("name", item.name); }

Json inventory_json(const project::Inventory& inventory) {
    return Json::object()
        .set("source", inventory.source)
        .set("kinds", Json::array_of(inventory.kinds, kind_json))
        .set("ignored",
             Json::array_of(inventory.ignored,
                            [](const auto& item) { return Json::object().set("object", item.what).set("rule", item.rule).set("reason", item.reason); }))
        .set("extensions",
             Json::array_of(inventory.extensions,
                            [](const auto& item) { return Json::object().set("extension", item.extension).set("type", item.type).set("count", item.count); }))
        .set("unknown", Json::array_of(inventory.unknown, object_json))
        .set("of_server", Json::array_of(inventory.of_server, object_json));
}

std::string count_text(std::size_t count) { return count == 0 ? "-" : std::to_string(count); }

/// "  citext: aggregate 2, cast 8\n", an extension a line.
std::string extension_lines(const std::vector<project::ExtensionMembers>& members) {
    std::string text, extension;
    for (const auto& item : members) {
        text += item.extension == extension ? ", " : (text.empty() ? "  " : "\n  ") + item.extension + ": ";
        text += format("{} {}", item.type, item.count);
        extension = item.extension;
    }
    return text.empty() ? text : text + "\n";
}

std::string inventory_text(const project::Inventory& inventory) {
    TextTable table({"KIND", "MANAGED", "IGNORED", "OF EXTENSIONS", "UNKNOWN"});
    for (const auto& kind : inventory.kinds)
        table.add({kind.kind, count_text(kind.managed), count_text(kind.ignored), count_text(kind.of_extensions), count_text(kind.unknown)});
    std::string text = table.render();
    if (!inventory.ignored.empty()) text += "\nignored:\n";
    for (const auto& item : inventory.ignored) text += format("  {} by {}: {}\n", item.what, item.rule, item.reason);
    if (!inventory.extensions.empty()) text += "\nof extensions:\n";
    text += extension_lines(inventory.extensions);
    if (!inventory.of_server.empty()) text += "\nof the whole server, and named by no [[manage]] rule:\n";
    for (const auto& item : inventory.of_server) text += format("  {} {}\n", item.kind, item.name);
    if (!inventory.unknown.empty()) text += "\nunknown:\n";
    for (const auto& item : inventory.unknown) text += format("  {} {}\n", item.kind, item.name);
    return text;
}

Result<ExitCode> run(Call& call) {
    WHIMBREL_TRY(const auto workspace, call.workspace_or_defaults());
    auto source = call.argument("SOURCE");
    if (source.empty()) {
        WHIMBREL_TRY(const auto choice, call.database(workspace));
        call.out().say(format("reading {} ({})", choice.url.describe(), choice.origin));
        source = choice.url.render();
    }
    WHIMBREL_TRY(const auto inventory, project::take_inventory(workspace, source));
    if (call.is_json()) call.out().print_json(inventory_json(inventory));
    else call.out().print(inventory.kinds.empty() ? "nothing\n" : inventory_text(inventory));
    return inventory.unknown.empty() ? ExitCode::done : ExitCode::unmanaged;
}

}  // namespace

const Command k_inventory_command{
    .name = "inventory",
    .summary = "Count everything that a database holds, and who answers for it",
    .description =
        "For each kind of object: how many whimbrel manages, how many an ignore rule covers and which, how many belong to an extension, and how many nobody "
        "answers for; "
        "those are named, and are an error everywhere else.",
    .arguments = k_arguments,
    .exits = k_exits,
    .example = "$ whimbrel inventory\n$ whimbrel inventory dump.sql",
    .run = run,
};

}  // namespace whimbrel::cli

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/cli/call.h"
#include "whimbrel/cli/commands.h"
#include "whimbrel/cli/help.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr auto k_arguments =
    std::to_array<Argument>({{.name = "CODE", .help = "The error's code, W1101 or 1101; without one all are listed.", .count = Count::optional}});

Json entry_json(const ErrorEntry& entry) {
    return Json::object()
        .set("code", error_number(entry.code))
        .set("name", entry.name)
        .set("summary", entry.summary)
        .set("explanation", entry.explanation)
        .set("exit_code", static_cast<int>(entry.exit));
}

Result<ExitCode> list(Call& call) {
    if (call.is_json()) {
        call.out().print_json(Json::array_of(error_table(), entry_json));
        return ExitCode::done;
    }
    for (const auto& entry : error_table()) call.out().print(format("{}  {}\n", error_number(entry.code), entry.summary));
    return ExitCode::done;
}

Result<ExitCode> run(Call& call) {
    const auto text = call.argument("CODE");
    if (text.empty()) return list(call);
    const auto code = parse_error_number(text);
    if (!code) return usage_error(&k_explain_command, format("there is no error \"{}\"", text)).hint("Run `whimbrel explain` for the list.");
    const auto& entry = error_entry(*code);
    if (call.is_json()) call.out().print_json(entry_json(entry));
    else
        call.out().print(format("{} {}: {}\n\n{}\nExit code {}.\n", error_number(entry.code), entry.name, entry.summary, wrapped(entry.explanation, 0),
                                static_cast<int>(entry.exit)));
    return ExitCode::done;
}

}  // namespace

const Command k_explain_command{
    .name = "explain",
    .summary = "Explain an error code",
    .description = "Says what an error means and what to do about it.",
    .arguments = k_arguments,
    .example = "$ whimbrel explain W1104",
    .run = run,
};

}  // namespace whimbrel::cli

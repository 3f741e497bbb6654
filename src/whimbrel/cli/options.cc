// SPDX-License-Identifier: Apache-2.0
// Options and exit codes that every command has.
#include "whimbrel/cli/command.h"

#include <array>

namespace whimbrel::cli {

namespace {

constexpr std::string_view k_group = "Global options";

constexpr auto k_options = std::to_array<Option>({
    {.name = "database",
     .value = "URL",
     .help = "Database to work on: a URL, or the name of a [databases.NAME] section.",
     .fallback = "DATABASE_URL, POSTGRES_URL, .env, libpq's variables",
     .group = k_group,
     .letter = 'd'},
    {.name = "config", .value = "FILE", .help = "The project's configuration.", .fallback = "whimbrel.toml here or above", .group = k_group},
    {.name = "shadow-url", .value = "URL", .help = "Server to make throwaway databases on.", .fallback = "a private server", .group = k_group},
    {.name = "format", .value = "FORM", .help = "Form of the output.", .fallback = "text", .group = k_group, .choices = "text json"},
    {.name = "quiet", .help = "Say nothing but the product, warnings and errors.", .group = k_group, .letter = 'q'},
    {.name = "yes", .help = "Answer confirmations; never loss, remote reset or renames.", .group = k_group, .letter = 'y'},
    {.name = "no-color", .help = "No colours, also with NO_COLOR set or without a terminal.", .group = k_group},
    {.name = "help", .help = "Show this help.", .group = k_group, .letter = 'h'},
});

constexpr auto k_exits = std::to_array<ExitNote>({
    {ExitCode::done, "done, or nothing to do"},
    {ExitCode::failed, "failed"},
    {ExitCode::usage, "the command line is wrong"},
});

}  // namespace

std::span<const Option> global_options() { return k_options; }
std::span<const ExitNote> global_exits() { return k_exits; }

}  // namespace whimbrel::cli

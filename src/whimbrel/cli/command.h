// SPDX-License-Identifier: Apache-2.0
// Command: what a command is called, takes and does, as data. The parser, help, the man page, completion and the reference
// are all made of it.
#pragma once

#include "whimbrel/base/error.h"
#include "whimbrel/base/result.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace whimbrel::cli {

class Call;

enum class Times : std::uint8_t { once, many };

struct Option {
    std::string_view name;     ///< "database", without the dashes
    std::string_view value{};  ///< "URL"; empty: a switch
    std::string_view help{};
    std::string_view fallback{};  ///< what holds where it is not given
    std::string_view group = "Options";
    Times times = Times::once;
    char letter = '\0';          ///< 'n' for -n
    std::string_view choices{};  ///< "text json": the values that are allowed
    std::string_view implied{};  ///< the value of the option given without one; empty: it needs one
};

enum class Count : std::uint8_t {
    one,
    optional,
    many,     ///< any number, none included
    command,  ///< what follows "--": another program's command line
};

struct Argument {
    std::string_view name;  ///< "NAME"
    std::string_view help;
    Count count = Count::one;
    std::string_view choices{};
};

struct ExitNote {
    ExitCode code;
    std::string_view when;
};

struct Command {
    std::string_view name;
    std::string_view summary;      ///< one line, an imperative sentence without a full stop
    std::string_view description;  ///< paragraphs, each one line of text
    std::span<const Argument> arguments{};
    std::span<const Option> options{};
    std::span<const ExitNote> exits{};  ///< beside those that every command has
    std::string_view example{};         ///< one worked example: command lines begin with "$ "
    std::string_view interrupted{};     ///< what an interruption leaves, said with the error: "nothing was written"
    Result<ExitCode> (*run)(Call& call) = nullptr;
    enum class Listing : std::uint8_t { listed, hidden } listing = Listing::listed;
};

/// In the order of help.
std::span<const Command* const> all_commands();
/// Null where there is none of that name.
const Command* find_command(std::string_view name);
/// Options that every command takes.
std::span<const Option> global_options();
/// Exit codes of every command.
std::span<const ExitNote> global_exits();

}  // namespace whimbrel::cli

// SPDX-License-Identifier: Apache-2.0
// Everything that is made of the commands' data.
#pragma once

#include "whimbrel/cli/command.h"

#include <string>
#include <string_view>

namespace whimbrel::cli {

/// The list of commands, and the global options.
std::string render_help();
/// Synopsis, description, grouped options with defaults, exit codes, one worked example.
std::string render_help(const Command& command);
/// "whimbrel generate --name NAME [OPTIONS]"
std::string synopsis(const Command& command);
/// "-d, --database URL"
std::string flags(const Option& option);
/// Text broken at blanks to lines of at most 100 columns, each after `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent);

/// whimbrel(1) in roff.
std::string render_man_page();
/// A completion script; `shell` is bash, zsh or fish.
std::string render_completion(std::string_view shell);
/// docs/reference/*.md
std::string render_command_reference();
std::string render_error_reference();
std::string render_kind_reference();
std::string render_configuration_reference();

}  // namespace whimbrel::cli

// SPDX-License-Identifier: Apache-2.0
// Call: one run of a command, with what was given to it and where its output goes.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/cli/command.h"
#include "whimbrel/cli/json.h"
#include "whimbrel/project/workspace.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::cli {

/// A command line that was understood. Names are those of the command's data.
struct Given {
    const Command* command = nullptr;
    std::map<std::string, std::vector<std::string>, std::less<>> options;  ///< a switch has one empty value
    std::map<std::string, std::vector<std::string>, std::less<>> arguments;
};

/// stdout is the product, stderr is talk.
class Output {
public:
    enum class Form : std::uint8_t { text, json };
    enum class Volume : std::uint8_t { normal, quiet };
    Output(Form form, Volume volume, bool color) : form_(form), volume_(volume), color_(color) {}

    [[nodiscard]] bool is_json() const { return form_ == Form::json; }
    void print(std::string_view text) const;
    void print_json(const Json& document) const { print(document.render()); }
    void say(std::string_view line) const;  ///< progress; silent with --quiet
    void warn(std::string_view line) const;
    /// As text on stderr; with --format json as a document on stdout.
    void error(const Error& error) const;

private:
    Form form_;
    Volume volume_;
    bool color_;
};

class Call {
public:
    Call(Given given, const Environment& environment, Output output) : given_(std::move(given)), environment_(environment), output_(output) {}

    [[nodiscard]] const Environment& environment() const { return environment_; }
    [[nodiscard]] const Output& out() const { return output_; }
    [[nodiscard]] bool is_json() const { return output_.is_json(); }

    [[nodiscard]] bool has(std::string_view option) const { return given_.options.contains(option); }
    /// The last one given; empty where none was.
    [[nodiscard]] std::string value(std::string_view option) const;
    [[nodiscard]] std::optional<std::string> optional(std::string_view option) const;
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;
    /// Errors: usage_wrong where it is no number from 1 on.
    [[nodiscard]] Result<std::optional<int>> count(std::string_view option) const;
    /// Of PostgreSQL, one that whimbrel works with. Errors: usage_wrong.
    [[nodiscard]] Result<std::optional<int>> major_version(std::string_view option) const;
    [[nodiscard]] std::string argument(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> arguments(std::string_view name) const;

    /// The project that --config names or that stands around the working folder. Errors: those of read_config.
    [[nodiscard]] Result<project::Workspace> workspace() const;
    /// The same, or the defaults where there is no whimbrel.toml.
    [[nodiscard]] Result<project::Workspace> workspace_or_defaults() const;
    /// --database, or what the surroundings name.
    [[nodiscard]] Result<project::DatabaseChoice> database(const project::Workspace& workspace) const;

private:
    [[nodiscard]] project::Workspace make_workspace(project::Config config) const;
    [[nodiscard]] project::Talk talk() const;

    Given given_;
    const Environment& environment_;
    Output output_;
};

/// `fail` for a wrong command line, pointing to the command's help.
Failing usage_error(const Command* command, std::string message);

/// A number, and its noun in the right form: "1 migration", "2 migrations".
std::string counted(std::size_t number, std::string_view noun);

}  // namespace whimbrel::cli

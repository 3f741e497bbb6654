// SPDX-License-Identifier: Apache-2.0
// Workspace: what every use case is given: the project's configuration, the surroundings, and somebody to talk to.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/kinds/step.h"
#include "whimbrel/pg/session.h"
#include "whimbrel/project/config.h"
#include "whimbrel/project/database_choice.h"
#include "whimbrel/runner/runner.h"
#include "whimbrel/shadow/shadow.h"
#include "whimbrel/source/source.h"

#include <functional>
#include <optional>
#include <string>

namespace whimbrel::project {

/// Empty functions are allowed: then nothing is said, and nobody can be asked.
struct Talk {
    std::function<void(const std::string&)> say{};  ///< progress, one line
    std::function<void(const std::string&)> warn{};
    /// The answer to a question that only a person can answer; nothing where none was given.
    std::function<std::optional<std::string>(const kinds::Question&)> ask{};
    /// Yes or no before something is changed. Errors: confirmation_needed where nobody can be asked.
    std::function<Result<bool>(const std::string&)> confirm{};
    std::function<bool()> interrupted{};
    /// Connects to a target by calling what it is given; for who wants to do something meanwhile.
    std::function<Result<pg::Session>(const std::function<Result<pg::Session>()>&)> connecting{};
};

struct Workspace {
    const Environment& environment;
    Config config;
    std::string command;       ///< for application_name: "migrate"
    std::string tool_version;  ///< for file headers and the ledger
    Talk talk{};

    void say(const std::string& line) const;
    void warn(const std::string& line) const;
    /// Before something is written or begun. Errors: interrupted.
    [[nodiscard]] Result<> go_on() const;
};

shadow::ShadowOptions shadow_options(const Workspace& workspace);
source::SourceOptions source_options(const Workspace& workspace);
/// With the losses that the database's section allows.
runner::RunnerOptions runner_options(const Workspace& workspace, const DatabaseChoice& choice);

/// Connects as whimbrel/<command>. Errors: those of Session::connect.
Result<pg::Session> connect(const Workspace& workspace, const DatabaseChoice& choice);

/// A path as the user sees it from where they stand.
std::string shown(const Workspace& workspace, const std::filesystem::path& path);

/// The migrations folder as messages name it: relative to the working folder, where that is the process's own.
std::filesystem::path history_folder(const Workspace& workspace);

/// "y" from --yes or a person. Errors: confirmation_needed.
Result<bool> confirm(const Workspace& workspace, const std::string& question);

}  // namespace whimbrel::project

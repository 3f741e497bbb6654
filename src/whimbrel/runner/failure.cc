// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/parse/newer_feature.h"
#include "whimbrel/runner/script_run.h"

#include <algorithm>
#include <optional>

namespace whimbrel::runner {

namespace {

/// Of what the whole server has, and a migration does not make: a tablespace, a role.
std::optional<std::string> hint_for_server(const ServerReport& report) {
    const auto lacks = [&](std::string_view noun) { return report.message.starts_with(noun) && report.message.ends_with("does not exist"); };
    const auto name = report.message.substr(std::min(report.message.find('"'), report.message.size()));
    const auto quoted = name.substr(0, name.find('"', 1) + 1);
    if (lacks("tablespace \""))
        return format("Make it on this server first: CREATE TABLESPACE {} LOCATION '…' names a folder of the server's machine.", quoted);
    if (lacks("role \"")) return format("Make it on this server first (CREATE ROLE {}), or have it managed by a [[manage]] rule in whimbrel.toml.", quoted);
    if (report.message.starts_with("role \"") && report.message.ends_with("already exists"))
        return "Roles belong to the whole server, and the one there has other attributes: give it those of the migration, or drop it, or name fewer roles in "
               "the [[manage]] rules of whimbrel.toml if it is another project's.";
    if (report.message.starts_with("role \"") && report.message.ends_with("cannot be dropped because some objects depend on it"))
        return "Drop what the detail names, or give it to another role, in each database of the server that it stands in: whimbrel changes this one alone.";
    if (report.message.starts_with("security label provider") || report.message.starts_with("no security label providers"))
        return "Load the provider's module in this server's sessions: shared_preload_libraries or session_preload_libraries, as its documentation says.";
    return std::nullopt;
}

}  // namespace

Error ScriptRun::in_file(Error error, const parse::SplitStatement& statement) const {
    if (error.server) {
        error.server->position = filled(wire_, statement).written_position(error.server->position);
        take_values_out(wire_, statement, *error.server);
    }
    const int position = error.server ? error.server->position : 0;
    error.span = position > 0 ? parse::span_in(job_.script.file, statement, position) : SourceSpan{job_.script.file.file, statement.line, statement.column};
    // It was proven on a newer server than this one.
    const int major = wire_.session().version().major();
    if (const auto feature = parse::newer_feature(statement.text, major); feature && error.server) {
        error.hints.push_back(format("Leave out {}, which PostgreSQL has since {}: this server is PostgreSQL {}.", feature->words, feature->since, major));
        error.hints.push_back(format("Set postgres = {} in whimbrel.toml: what that version lacks is then refused when the migration is written.", major));
    }
    return error;
}

Error ScriptRun::with_standing(Error error, int ordinal) const {
    const bool is_up = job_.direction == Direction::up;
    const auto stays = std::ranges::count(done_, true);
    std::string standing = is_up ? "nothing of it was applied" : "nothing of it was rolled back";
    const std::string verb = is_up ? "applied" : "rolled back";
    if (stays == 1) standing = "step 1 stays " + verb;
    if (stays > 1) standing = format("steps 1 to {} stay {}", stays, verb);
    error.context.push_back(format("{} {}, step {} of {}; {}", is_up ? "applying" : "rolling back", job_.title(), ordinal, job_.script.steps, standing));
    const std::string command = !job_.again.empty() ? job_.again : is_up ? "whimbrel migrate" : "whimbrel rollback";
    if (error.code == ErrorCode::interrupted) error.hints.push_back(format("Run `{}` again to go on.", command));
    if (error.server)
        if (auto hint = hint_for_server(*error.server)) error.hints.push_back(*std::move(hint));
    if (error.code == ErrorCode::statement_failed) error.hints.push_back(format("Correct the cause and run `{}` again.", command));
    return error;
}

Error ScriptRun::lock_error(Error error, const HolderWatch& watch, int attempts) const {
    const auto holders = describe(watch.holders());
    error.code = ErrorCode::lock_timeout;
    error.message = format("a lock was not to be had within {} ms, {} times", wire_.options().lock_timeout_ms, attempts);
    if (attempts == 1) error.message = format("a lock was not to be had within {} ms", wire_.options().lock_timeout_ms);
    error.message += holders.empty() ? "; who holds it could not be seen" : "; it is held by " + holders;
    error.hints.push_back("Run the command again when the holder is done.");
    if (!watch.holders().empty())
        error.hints.push_back(format("End the holder with `SELECT pg_terminate_backend({})` if it must not go on.", watch.holders().front().pid));
    return error;
}

}  // namespace whimbrel::runner

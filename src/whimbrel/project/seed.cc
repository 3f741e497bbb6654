// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/seed.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/parse/split.h"

#include <algorithm>

namespace whimbrel::project {

namespace {

Result<SeedReport::File> run_file(const Workspace& workspace, pg::Session& session, const std::filesystem::path& path) {
    WHIMBREL_TRY(auto text, read_file(path));
    WHIMBREL_TRY(const auto file, parse::split(shown(workspace, path), std::move(text)));
    SeedReport::File report{.file = file.file};
    WHIMBREL_TRY(auto transaction, pg::Transaction::begin(session));
    for (const auto& statement : file.statements) {
        using parse::StatementClass;
        if (statement.head.statement_class == StatementClass::transaction || statement.head.statement_class == StatementClass::psql) continue;
        if (auto done = session.execute(statement.text); !done) {
            auto error = std::move(done).error();
            error.span = parse::span_in(file, statement, error.server ? error.server->position : 0);
            const bool interrupted = error.code == ErrorCode::interrupted;
            if (interrupted) error.context.emplace_back(format("seeding from {}; nothing of it was kept", file.file));
            error.hints.emplace_back(interrupted ? "Seed again to have the rest." : "Correct the file and seed again: nothing of it was kept.");
            return std::unexpected(std::move(error));
        }
        ++report.statements;
    }
    WHIMBREL_CHECK(transaction.commit());
    return report;
}

}  // namespace

std::vector<std::filesystem::path> seed_files(const Workspace& workspace) {
    std::vector<std::filesystem::path> files;
    std::error_code ec;
    for (const auto& entry : std::filesystem::directory_iterator(workspace.config.seeds_folder(), ec))
        if (entry.path().extension() == ".sql") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

Result<SeedReport> seed(const Workspace& workspace, pg::Session& session) {
    const auto files = seed_files(workspace);
    if (files.empty())
        return fail(ErrorCode::seeds_missing, format("{} holds no .sql file", shown(workspace, workspace.config.seeds_folder())))
            .hint("Put INSERT statements into .sql files there, or name another folder by `seeds` in whimbrel.toml.");
    SeedReport report;
    for (const auto& path : files) {
        workspace.say("seeding from " + shown(workspace, path));
        WHIMBREL_TRY(auto done, run_file(workspace, session, path));
        report.files.push_back(std::move(done));
    }
    return report;
}

}  // namespace whimbrel::project

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/pull.h"

#include "whimbrel/base/file.h"
#include "whimbrel/base/format.h"
#include "whimbrel/project/ignore.h"
#include "whimbrel/project/pulled_files.h"
#include "whimbrel/proof/proof.h"

#include <algorithm>
#include <set>

namespace whimbrel::project {

namespace {

std::string in_quotes(const std::set<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "\"" : ", \"") + word + '"';
    return out;
}

Result<> require_empty(const Workspace& workspace, const std::filesystem::path& folder) {
    std::error_code ec;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ec))
        if (entry.path().extension() == ".sql")
            return fail(ErrorCode::folder_not_empty, format("{} holds SQL files already: {}", shown(workspace, folder), shown(workspace, entry.path())))
                .hint("Name another folder with --output.");
    return {};
}

/// What is to be written, and what the server says of it.
struct Written {
    std::map<std::string, std::string> files;
    std::set<std::string> allowed{};  ///< what shadow.allow must name for the files to be loaded
    std::set<std::string> broken{};   ///< files with a routine whose body the server refuses, as the database has it
};

/// The schema that the files give.
Result<source::Loaded> load(const Workspace& workspace, shadow::Shadow& shadow, Written& written) {
    source::Declaration declaration;
    auto options = source_options(workspace);
    options.broken_body = [&](const std::string& file) { written.broken.insert(file); };
    for (const auto& [name, text] : written.files) {
        WHIMBREL_TRY(auto split, parse::split(name, text));
        for (const auto& statement : split.statements)
            if (const auto& reach = statement.head.reaches_outside; shadow::comes_with_server(statement) && options.allowed_outside.insert(reach).second)
                written.allowed.insert(reach);
        declaration.files.push_back(std::move(split));
    }
    return source::load(shadow, declaration, shadow::DeclarationKind::project, options);
}

/// The files as they will be written; they must give the same schema.
Result<Written> files_that_are_equal(const Workspace& workspace, shadow::Shadow& shadow, const plan::Plan& plan, const catalog::Catalog& catalog) {
    PulledFiles files(plan, catalog);
    for (;;) {
        Written written{.files = files.texts()};
        auto loaded = load(workspace, shadow, written);
        if (!loaded) {
            if (loaded.error().code == ErrorCode::load_ambiguous && files.keep_alterations_together()) continue;
            if (loaded.error().code != ErrorCode::load_ambiguous && loaded.error().span && files.keep_together(loaded.error().span->file)) continue;
            return std::unexpected(std::move(loaded).error());
        }
        WHIMBREL_TRY(const auto changes,
                     proof::real_changes(shadow, source::target_like(catalog, loaded->catalog), loaded->catalog, source_options(workspace)));
        if (changes.empty()) return written;
        bool moved = false;
        for (const auto& change : changes) moved = files.keep_together(files.file_of(change.id())) || moved;
        if (moved) continue;
        std::string lines;
        for (const auto& line : diff::summary(changes)) lines += "\n  " + line;
        return fail(ErrorCode::pull_unequal, "the files would not give the same schema:" + lines)
            .hint("Report this as a defect of whimbrel; nothing was written.");
    }
}

}  // namespace

Result<PullReport> pull(const Workspace& workspace, const std::string& source, const std::filesystem::path& folder) {
    WHIMBREL_CHECK(require_empty(workspace, folder));
    shadow::Shadow shadow(workspace.environment, shadow_options(workspace));
    WHIMBREL_TRY(auto resolved, source::resolve(shadow, source, source_options(workspace)));
    apply_ignore_rules(resolved.catalog, workspace.config.ignore);
    WHIMBREL_CHECK(require_managed(resolved.catalog, "the source"));
    WHIMBREL_TRY(const auto empty, source::read_empty(shadow, source_options(workspace)));
    WHIMBREL_TRY(const auto version, shadow.version());
    WHIMBREL_TRY(const auto plan, plan::make_plan(empty, resolved.catalog, {.version = version}));
    WHIMBREL_TRY(auto written, files_that_are_equal(workspace, shadow, plan, resolved.catalog));
    // A database may hold a body that names what is gone by now.
    for (const auto& name : written.broken) {
        written.files[name].insert(0, "SET check_function_bodies TO off;\n\n");
        workspace.warn(format("{}: the server refuses the body of a routine, which is written as it is", name));
    }
    if (!written.allowed.empty())
        workspace.warn(format("write allow = [{}] under [shadow] in whimbrel.toml for the files to be loaded", in_quotes(written.allowed)));

    WHIMBREL_CHECK(workspace.go_on());
    PullReport report{.files = {}, .folder = folder, .not_managed = {}};
    for (const auto& [name, text] : written.files) {
        WHIMBREL_CHECK(write_file(folder / name, text));
        report.files.push_back(name);
    }
    return report;
}

}  // namespace whimbrel::project

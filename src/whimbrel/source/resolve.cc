// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/source/source.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"

namespace whimbrel::source {

namespace fs = std::filesystem;

namespace {

bool is_url(std::string_view text) { return text.find("://") != std::string_view::npos || text.starts_with("host=") || text.starts_with("dbname="); }

Result<Resolved> from_url(std::string_view text, const SourceOptions& options) {
    WHIMBREL_TRY(const auto url, pg::Url::parse(text));
    WHIMBREL_TRY(auto session, pg::Session::connect(url, {.application_name = "whimbrel/diff"}));
    session.cancel_when(options.interrupted);
    WHIMBREL_TRY(auto catalog, catalog::read(session, options.read));
    return Resolved{.catalog = std::move(catalog)};
}

Result<Resolved> from_migrations(shadow::Shadow& shadow, const fs::path& folder, std::string_view version, const SourceOptions& options) {
    WHIMBREL_TRY(const auto history, history::read(folder));
    WHIMBREL_TRY(auto database, replay(shadow, history, version));
    WHIMBREL_TRY(auto catalog, catalog::read(database.session(), options.read));
    return Resolved{.catalog = std::move(catalog), .database = std::move(database)};
}

Result<Resolved> from_snapshot(const fs::path& path) {
    WHIMBREL_TRY(auto snapshot, history::read_snapshot(path.has_parent_path() ? path.parent_path() : fs::path(".")));
    if (!snapshot) return fail(ErrorCode::file_unreadable, format("there is no snapshot {}", path.string()));
    return Resolved{.catalog = std::move(snapshot->catalog), .declared = true};
}

Result<Resolved> from_declaration(shadow::Shadow& shadow, const fs::path& path, const SourceOptions& options) {
    std::error_code ec;
    const auto kind = fs::is_directory(path, ec) ? shadow::DeclarationKind::project : shadow::DeclarationKind::dump;
    WHIMBREL_TRY(const auto declaration, read_declaration(path));
    WHIMBREL_TRY(auto loaded, load(shadow, declaration, kind, options));
    return Resolved{std::move(loaded.catalog), std::move(loaded.facts), std::move(loaded.database), true};
}

/// What stands beside it under a name that is nearly its own.
fs::path neighbour(const fs::path& path) {
    std::vector<std::string> names;
    if (!path.has_parent_path()) names.emplace_back("empty");
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(path.has_parent_path() ? path.parent_path() : fs::path("."), ec))
        names.push_back(entry.path().filename().string());
    const auto near = nearest(path.filename().string(), names);
    return near.empty() ? fs::path() : path.parent_path() / near;
}

}  // namespace

bool is_migrations_folder(const fs::path& path) {
    std::error_code ec;
    if (fs::exists(path / "whimbrel.lock", ec)) return true;
    for (const auto& entry : fs::directory_iterator(path, ec))
        if (entry.path().filename().string().ends_with(".up.sql")) return true;
    return false;
}

Result<Resolved> resolve(shadow::Shadow& shadow, std::string_view text, const SourceOptions& options) {
    if (text == "empty") {
        WHIMBREL_TRY(auto catalog, read_empty(shadow, options));
        return Resolved{.catalog = std::move(catalog), .declared = true};
    }
    if (is_url(text)) return from_url(text, options);
    std::error_code ec;
    const fs::path path(text);
    if (fs::is_directory(path, ec)) return is_migrations_folder(path) ? from_migrations(shadow, path, "", options) : from_declaration(shadow, path, options);
    if (path.filename() == "snapshot.jsonl" && fs::exists(path, ec)) return from_snapshot(path);
    if (fs::exists(path, ec)) return from_declaration(shadow, path, options);
    if (const auto at = text.rfind('@'); at != std::string_view::npos && fs::is_directory(fs::path(text.substr(0, at)), ec))
        return from_migrations(shadow, fs::path(text.substr(0, at)), text.substr(at + 1), options);
    auto failing = fail(ErrorCode::source_unknown, format("\"{}\" is no source: no such file or folder, and no URL", text));
    if (const auto near = neighbour(path); !near.empty()) return std::move(failing).hint(format("Write {}, if that is what is meant.", near.string()));
    return std::move(failing).hint(
        "Name a folder or file of SQL, a database URL, a snapshot.jsonl, a migrations folder (optionally with @version), or the word empty.");
}

}  // namespace whimbrel::source

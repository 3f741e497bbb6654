// SPDX-License-Identifier: Apache-2.0
// Source: every form in which a schema can be given, read into a Catalog.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/result.h"
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/diff/diff.h"
#include "whimbrel/history/history.h"
#include "whimbrel/imprint/imprint.h"
#include "whimbrel/kinds/kind.h"
#include "whimbrel/shadow/loader.h"
#include "whimbrel/shadow/shadow.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace whimbrel::source {

struct SourceOptions {
    catalog::ReadOptions read{};
    std::set<std::string> allowed_outside{};
    std::function<void(const std::string&)> warn{};
    std::function<void(const std::string& file)> broken_body{};  ///< as shadow::LoadOptions has it
    std::function<bool()> interrupted{};                         ///< cancels what is read from a database named by its URL
};

/// SQL files that were split; nothing was run.
struct Declaration {
    std::vector<parse::SplitFile> files;
    [[nodiscard]] bool empty() const;  ///< no statement in any file
    /// Over the statements with their directives, in order of file name; independent of comments and white space.
    [[nodiscard]] std::string hash() const;
};
/// Every *.sql below the folder (sorted by path), or one file. Errors: file_unreadable, those of parse::split, declaration_missing.
Result<Declaration> read_declaration(const std::filesystem::path& path);

/// What a declaration says beside its SQL.
struct Facts {
    std::vector<diff::RenameFact> renames;
    kinds::Facts answers;                                    ///< fill:, using:, lossless:
    std::vector<std::pair<std::string, SourceSpan>> places;  ///< of each rename's describe() and each answer's id, for messages
};
/// Directives turned into facts by the ids of the catalog that the declaration gave.
/// Errors: directive_unplaced where one stands beside nothing.
Result<Facts> read_facts(const Declaration& declaration, const catalog::Catalog& catalog);

/// The catalog as the declaration means it: what a statement left to the server (an extension's version) is left open.
catalog::Catalog as_declared(const Declaration& declaration, const catalog::Catalog& catalog);

/// A catalog read from a server, with open what the `declared` one leaves open.
catalog::Catalog as_declared_like(const catalog::Catalog& read, const catalog::Catalog& declared);

/// The same for a catalog read from a target: what a declaration leaves to whoever applies it (owners) is there only as far as
/// `declared` names it.
catalog::Catalog target_like(const catalog::Catalog& read, const catalog::Catalog& declared);

/// A declaration on the shadow.
struct Loaded {
    shadow::Database database;
    catalog::Catalog catalog;
    Facts facts;
};
Result<Loaded> load(shadow::Shadow& shadow, const Declaration& declaration, shadow::DeclarationKind kind, const SourceOptions& options);

/// What a fresh database holds.
Result<catalog::Catalog> read_empty(shadow::Shadow& shadow, const SourceOptions& options);

/// The schema after the migrations up to and including `version` (empty: all), in a database that was replayed or taken from
/// the shadow's cache by the chain's hash.
Result<shadow::Database> replay(shadow::Shadow& shadow, const history::History& history, std::string_view version);

/// A catalog built in a fresh database from a plan out of nothing.
Result<shadow::Database> build(shadow::Shadow& shadow, const catalog::Catalog& catalog, const SourceOptions& options);

/// Runs the statements of a script (a migration's text) on a session as the runner would, without ledger.
/// Errors: statement_failed with the file's place.
Result<> run_script(pg::Session& session, const std::string& file, const std::string& text);

/// The same on the shadow, where roles that are missing are made.
Result<> run_script(shadow::Shadow& shadow, pg::Session& session, const std::string& file, const std::string& text);

/// True where the folder holds a whimbrel.lock or an .up.sql file.
bool is_migrations_folder(const std::filesystem::path& path);

/// Any source by its text: "empty", a URL, a folder or file of SQL, snapshot.jsonl, a migrations folder with or without "@version".
struct Resolved {
    catalog::Catalog catalog;
    Facts facts;
    std::optional<shadow::Database> database;  ///< the shadow's, where the source was loaded there
    /// A declaration's own catalog: what it left open is open, and expressions stand as the server wrote them after reading the author's text.
    bool declared = false;
};
/// Errors: source_unknown, naming the forms; and those of what is read.
Result<Resolved> resolve(shadow::Shadow& shadow, std::string_view text, const SourceOptions& options);

}  // namespace whimbrel::source

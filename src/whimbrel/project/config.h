// SPDX-License-Identifier: Apache-2.0
// Config: what whimbrel.toml says. Keys are declared once, in config_keys.cc; docs/reference/configuration.md is made of them.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/base/managed.h"
#include "whimbrel/base/result.h"
#include "whimbrel/codegen/meanings.h"
#include "whimbrel/codegen/names.h"
#include "whimbrel/history/history.h"

#include <filesystem>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::project {

/// Objects that whimbrel leaves alone, each with its reason.
struct IgnoreRule {
    std::string kind;    ///< "table", "policy"; "*" is any
    std::string name;    ///< a glob over "public.audit_2024": * any run, ? one character
    std::string reason;  ///< required: the rule is read by people
};

/// [[manage]]: which kinds a rule can be about, those that belong to the whole server.
bool is_managed_by_rule(std::string_view kind);

/// A finding of `check` that the project lives with.
struct AcceptRule {
    std::string finding;  ///< "redundant_index", "index_name"
    std::string name;     ///< a glob over the object's name
    std::string reason;
};

struct CheckRules {
    std::string index_name;         ///< "{table}_{columns}_idx"; empty: no rule
    bool redundant_indexes = true;  ///< report indexes that another one serves for
};

/// [codegen]
struct Codegen {
    codegen::NameRules names;
    codegen::Meanings meanings;
    std::string typescript_out;  ///< relative to the root; empty: none is written
    bool typescript_zod = false;
    std::string cpp_out;         ///< likewise
    std::string cpp_namespace = "database";
};

/// [databases.NAME]
struct DatabaseSection {
    std::string url;           ///< may hold ${NAME}; empty: DATABASE_URL and its like
    bool development = false;  ///< push and reset are allowed
    std::set<std::string> allow_lossy;
};

struct Config {
    std::filesystem::path file;  ///< whimbrel.toml; empty where there is none
    std::filesystem::path root;  ///< its folder; the paths below are relative to it
    std::string schema = "schema", migrations = "migrations", seeds = "seeds", queries = "queries";
    std::string database;  ///< the section used where no --database is given
    int postgres = 0;      ///< major version of the shadow; 0: the first found
    history::Numbering numbering = history::Numbering::timestamp;
    std::string ledger_schema = "whimbrel";
    std::string shadow_url;
    std::set<std::string> shadow_allow;
    int lock_timeout_ms = 5000, lock_attempts = 5, runner_wait_ms = 600000;
    CheckRules check;
    Codegen codegen;
    std::vector<IgnoreRule> ignore;
    Managed manage;
    std::vector<AcceptRule> accept;
    std::map<std::string, DatabaseSection, std::less<>> databases;

    [[nodiscard]] std::filesystem::path schema_folder() const { return root / schema; }
    [[nodiscard]] std::filesystem::path migrations_folder() const { return root / migrations; }
    [[nodiscard]] std::filesystem::path seeds_folder() const { return root / seeds; }
    [[nodiscard]] std::filesystem::path queries_folder() const { return root / queries; }
};

/// One key as the reference shows it: "databases.NAME.url", "ignore[].kind".
struct ConfigKey {
    std::string_view path, type, default_text, help;
};
std::span<const ConfigKey> config_keys();

/// `file` is the name for messages. Errors: config_invalid with file, line and column, and a suggestion for an unknown key.
Result<Config> parse_config(const std::filesystem::path& file, std::string_view text);

/// whimbrel.toml in `start` or above it; an empty path where there is none.
std::filesystem::path find_config(const std::filesystem::path& start);

/// Reads `given`, or the file found above the working folder. Errors: config_missing, config_invalid, file_unreadable.
Result<Config> read_config(const Environment& environment, const std::filesystem::path& given);

/// "5s", "250ms", "2min" in milliseconds; nothing where it is none.
std::optional<int> parse_duration_ms(std::string_view text);

}  // namespace whimbrel::project

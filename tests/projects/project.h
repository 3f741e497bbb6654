// SPDX-License-Identifier: Apache-2.0
// Project: a copy of an example, and an empty database on a real server to use it on.
#pragma once

#include "tests/support/program.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::testing {

/// A result as text, "a|b" a row.
using Lines = std::vector<std::string>;

class Project {
public:
    /// Copies examples/<name>.
    explicit Project(std::string_view name);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::string url() const { return database_.url().render(); }
    [[nodiscard]] pg::Session& session() { return database_.session(); }

    /// The program, with --database behind the words.
    Ran whimbrel(std::vector<std::string> words);
    /// The same; the test fails where the exit code is another.
    Ran expect(int code, std::vector<std::string> words);
    /// The same with --format json, its stdout read.
    nlohmann::json json(int code, std::vector<std::string> words);

    /// Runs SQL; throws what the server said.
    Lines query(std::string_view sql);
    void execute(std::string_view sql) { query(sql); }
    /// The SQLSTATE and, where the server named one, the constraint of a statement that must fail: "23503 t_a_fkey".
    std::string failure_of(std::string_view sql);

    /// The plan of a query, as JSON text; `settings` hold for it alone.
    std::string plan_of(std::string_view sql);
    /// Names of the indexes that the plan reads.
    std::set<std::string> indexes_used(std::string_view sql);

    /// Tables of schema public, sorted.
    Lines tables();
    /// "table(columns) -> table(columns) rule" of every foreign key, sorted. Rules as pg_constraint.confdeltype.
    Lines foreign_keys();
    /// Every index of public that no constraint owns: "name: definition behind USING", with UNIQUE before it; sorted.
    Lines indexes();
    /// "name type default" of the columns of a table, "!" behind the type where it is NOT NULL; in order.
    Lines columns(std::string_view table);

private:
    ScratchFolder scratch_;
    std::filesystem::path folder_;
    shadow::Database database_;
};

/// generate on the example's schema alone, without its migrations, gives the texts that are committed (file headers left out).
void expect_generated_anew(std::string_view example, std::string_view migration);

/// The text without its header comments.
std::string without_header(const std::string& text);
/// The only file of the folder whose name ends so.
std::filesystem::path only_file(const std::filesystem::path& folder, std::string_view ending);

}  // namespace whimbrel::testing

// SPDX-License-Identifier: Apache-2.0
// A declaration as the loader sees it: the statements to run, each with the settings in effect at its place.
#pragma once

#include "whimbrel/parse/split.h"
#include "whimbrel/shadow/loader.h"
#include "whimbrel/shadow/this_database.h"

#include <cstddef>
#include <string>
#include <vector>

namespace whimbrel::shadow {

/// Settings of a file up to a place, as a chain: the one that was made last, and the chain before it. Chain 0 is the
/// fresh session that every file begins with.
struct Setting {
    std::size_t before = 0;
    std::string text;
};

struct Item {
    const parse::SplitFile* file = nullptr;
    const parse::SplitStatement* statement = nullptr;
    std::size_t settings = 0;                ///< chain in effect at its place
    std::size_t makes = 0;                   ///< of a setting: the chain after it; 0 for others
    std::optional<DatabaseName> database{};  ///< the throwaway database takes its place
    [[nodiscard]] const parse::Head& head() const { return statement->head; }
    [[nodiscard]] bool is_setting() const { return makes != 0; }
};

struct Declaration {
    DeclarationKind kind = DeclarationKind::project;
    Managed managed{};
    std::vector<Item> items;
    std::vector<Setting> settings;  ///< [0] is the fresh session
};

/// Leaves out what is not run: transaction control (each statement commits by itself; SET LOCAL lasts to its COMMIT all
/// the same), psql's commands, and in a dump what concerns the server, with a warning. What is refused goes to `errors`.
Declaration make_declaration(const std::vector<parse::SplitFile>& files, const LoadOptions& options, std::vector<Error>& errors);

/// "CREATE TABLE app.groups": what a message calls a statement.
std::string title(const parse::SplitStatement& statement);
/// The statement's place; the character's where the server named one.
SourceSpan place(const Item& item, int server_position = 0);
/// "schema/a.sql:3:1"
std::string render(const SourceSpan& span);

/// Every word of a statement that may be a name, as PostgreSQL stores it.
std::vector<std::string> names_in(const std::string& text);
/// Where a statement refers to `name` (as stored), in characters from 1; 0 where it does not. Behind a word that a table's name follows, if
/// it stands there, else wherever it stands first.
int position_of_name(const std::string& text, const std::string& name);

/// True where both name the same object as far as their text tells: a name without a schema may be in any.
bool same_object(const parse::Head& a, const parse::Head& b);

}  // namespace whimbrel::shadow

// SPDX-License-Identifier: Apache-2.0
// Variables of psql that stand for a value in a script, :'remote_password': what a declaration or a migration does not hold itself,
// because it is a secret or another one on each database. psql fills them by -v or \set, the runner from the environment; on a
// throwaway server a stand-in takes the value's place, so that what was read there can be told to be a variable again.
// See psql, "SQL Interpolation".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace whimbrel::sql {

struct Variable {
    std::string name;  ///< letters, digits and underscores, no digit first
    /// :'name'
    [[nodiscard]] std::string render() const;
    /// The environment variable that holds its value: the name in upper case.
    [[nodiscard]] std::string environment_name() const;
};

bool is_variable_name(std::string_view text);

/// A name for a variable that has none yet, out of names of objects: {"files", "app", "password"} gives "files__app__password". Names that
/// hold more than small letters, digits and underscores are told apart by a hash.
std::string variable_name(std::span<const std::string> parts);

/// What a throwaway server is given for the variable's value. It is an option's value and a connection string alike (libpq-connect,
/// "Connection Strings"), and leads nowhere.
std::string stand_in(std::string_view variable);
/// The variable that a value read from a server is the stand-in of.
std::optional<std::string> variable_of(std::string_view value);

}  // namespace whimbrel::sql

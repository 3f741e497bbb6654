// SPDX-License-Identifier: Apache-2.0
// Directives are line comments that tell whimbrel what SQL cannot say:
//   -- @renamed from=old_name      beside an object or a column
//   -- @fill <expression>          how existing rows get a value of a new or newly NOT NULL column
//   -- @using <expression>         how existing values are converted when a column's type changes
//   -- @lossless                   with @using: the author vouches that nothing is lost
// A directive belongs to the table element (column, constraint) on whose line it ends, else to the next
// element, else to the statement it stands in or before.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/sql/names.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace whimbrel::parse {

struct Directive {
    std::string name;        ///< "renamed"
    std::string argument;    ///< "from=old_name", trimmed, as written
    std::size_t offset = 0;  ///< of the comment in the whole text, in bytes
    int line = 0;
    /// The name (as PostgreSQL stores it: folded or unquoted) of the table element it stands beside; empty where
    /// it belongs to the statement as a whole.
    std::string element;
};

/// What stands in a comment that begins with "@", from the "@" on, without the comment's marks; empty for any other comment.
std::string_view directive_text(std::string_view comment);

/// A comment's directive, without its place; nothing where the comment is none. Words after "@" that whimbrel does not know are other
/// tools' (@author, @param) and no directives, but one that nearly is a directive is an error.
/// Errors: directive_invalid, without a span.
Result<std::optional<Directive>> parse_directive(std::string_view comment);

/// The name in `from=` of @renamed, as PostgreSQL stores it; the schema is empty where none is written.
sql::QualifiedName renamed_from(const Directive& directive);

}  // namespace whimbrel::parse

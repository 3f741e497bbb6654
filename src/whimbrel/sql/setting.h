// SPDX-License-Identifier: Apache-2.0
// Configuration parameters as SET, ALTER DATABASE … SET and their like say them, and statements about the database that one is in.
#pragma once

#include "whimbrel/sql/statement.h"

#include <string_view>

namespace whimbrel::sql {

/// $tag$text$tag$, with another tag where the text holds that one.
Fragment dollar_quoted(std::string_view text, std::string_view tag);

/// The name of a configuration parameter; a custom one has two names: app."user".
Fragment setting_name(std::string_view setting);
/// What stands behind SET … TO for a value as the catalogs hold it: lists of names are given name by name.
Fragment setting_value(std::string_view setting, std::string_view value);

/// <before> database <after> for the database that the statement is run in, whatever its name: SQL has no word for that, so a DO block
/// asks for it. Inside of a transaction as outside of it.
Statement in_this_database(const Fragment& before, const Fragment& after);

}  // namespace whimbrel::sql

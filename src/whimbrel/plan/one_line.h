// SPDX-License-Identifier: Apache-2.0
// Private to plan/: SQL that must stand in a line comment.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace whimbrel::plan {

/// The same SQL without line ends: those within quotes become escapes, those between tokens spaces. Nothing where a token has no escapes.
/// See "String Constants with Unicode Escapes" and its neighbours in the manual.
std::optional<std::string> on_one_line(std::string_view sql);

/// A text for people, with spaces for line ends.
std::string with_spaces(std::string text);

}  // namespace whimbrel::plan

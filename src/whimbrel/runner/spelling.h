// SPDX-License-Identifier: Apache-2.0
// Private to runner/: whether two texts of expressions may be one expression, told without a server.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::runner {

/// A value's JSON (KindOps::to_json) without what PostgreSQL adds or drops when it reads a text of its own back in (server source:
/// ruleutils.c, get_const_expr and get_rule_expr): parentheses, white space and casts outside of quotes. Two objects that are equal but for
/// expressions are spelled differently where these texts are equal, and are different ones where they are not. It errs on the quiet side:
/// a change of parentheses or of a cast alone is taken for spelling.
std::string without_spelling(std::string_view json);

}  // namespace whimbrel::runner

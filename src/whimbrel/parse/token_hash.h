// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::parse {

/// SHA-256 over the tokens of a text: comments and white space dropped, unquoted words lower-cased, directives
/// (comments that begin with `-- @`) kept with white space folded. Thus a formatter, a licence header or CRLF line
/// ends do not change it, and any change of meaning does. Inside quotes CRLF counts as LF.
std::string token_hash(std::string_view text);

}  // namespace whimbrel::parse

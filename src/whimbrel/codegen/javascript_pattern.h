// SPDX-License-Identifier: Apache-2.0
// A pattern of a CHECK as a regular expression of JavaScript's that finds the same texts.
#pragma once

#include "whimbrel/data/pattern.h"

#include <optional>
#include <string>
#include <string_view>

namespace whimbrel::codegen {

struct JavascriptPattern {
    std::string literal;       ///< /^[a-z]+$/us
    bool is_of_ascii = false;  ///< of other texts the server's locale decides
};

/// Nothing where data::Regex does not take it.
std::optional<JavascriptPattern> javascript_of_regex(std::string_view pattern, data::Regex::Case letters);
/// Of a pattern that is_like_pattern() takes.
JavascriptPattern javascript_of_like(std::string_view pattern);

}  // namespace whimbrel::codegen

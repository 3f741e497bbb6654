// SPDX-License-Identifier: Apache-2.0
// A declaration with every name of its own in mixed case, with a blank in it, and so quoted everywhere.
#pragma once

#include "whimbrel/catalog/catalog.h"

#include <set>
#include <string>
#include <string_view>

namespace whimbrel::property {

/// Names of objects and of their parts, other than what is of the system or of extensions, and keywords, which mean two things in one text.
std::set<std::string> own_names(const catalog::Catalog& from, const catalog::Catalog& to, const std::set<std::string>& keywords);

/// groups → "Groups x", in the text itself, in bodies between dollar quotes and in directives. Strings stay as they are.
std::string with_names_quoted(std::string_view sql, const std::set<std::string>& names);

}  // namespace whimbrel::property

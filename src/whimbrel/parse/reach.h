// SPDX-License-Identifier: Apache-2.0
// Private to parse/: what a statement does beyond its database and its transaction.
#pragma once

#include "whimbrel/parse/words.h"

#include <string>
#include <string_view>

namespace whimbrel::parse {

/// Head::outside_transaction. `words` stands at the statement's beginning.
bool runs_outside_transaction(const Words& words, std::string_view verb, std::string_view object);

/// Head::reaches_outside. `words` stands at the statement's beginning.
std::string reach_of(const Words& words, std::string_view verb, std::string_view object);

}  // namespace whimbrel::parse

// SPDX-License-Identifier: Apache-2.0
// Secrets that a statement holds in clear: options of foreign data, by the same rules by which they are left out when a catalog is read
// (sql/secret.h), and connection strings of subscriptions.
#pragma once

#include "whimbrel/parse/head.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::parse {

struct ClearSecret {
    std::string option;      ///< "password"; "connection" of a subscription
    std::size_t begin, end;  ///< byte offsets of the literal
};

std::vector<ClearSecret> clear_secrets(std::string_view statement, const Head& head);

/// The statement with each of them as '…', for messages.
std::string without_secrets(std::string_view statement);

}  // namespace whimbrel::parse

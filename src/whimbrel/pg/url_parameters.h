// SPDX-License-Identifier: Apache-2.0
// Private to pg/: what each parameter of a connection URL means, libpq's and other tools'.
#pragma once

#include "whimbrel/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace whimbrel::pg {

/// The parts of a Url while it is parsed.
struct UrlParts {
    std::map<std::string, std::string> parameters;  ///< libpq's, by keyword
    std::string schema;
    bool through_pooler = false;
};

/// Puts one parameter where it belongs. Errors: url_invalid, without the value, which may be a secret.
Result<> add_parameter(UrlParts& parts, std::string name, std::string value);

}  // namespace whimbrel::pg

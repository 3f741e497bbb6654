// SPDX-License-Identifier: Apache-2.0
// Which database is meant, for messages, where libpq's own variables (PGHOST…) say what a URL does not.
#pragma once

#include "whimbrel/base/environment.h"
#include "whimbrel/pg/url.h"

#include <string>

namespace whimbrel::project {

/// "database app on db.example:5432", never with the password: what the URL says, else libpq's variables. A service is named and not looked up.
std::string describe(const pg::Url& url, const Environment& environment);

/// Where a place comes from that no URL was given for: those of libpq's variables that are set ("PGHOST, PGPORT"), or "libpq's defaults".
std::string libpq_origin(const Environment& environment);

}  // namespace whimbrel::project

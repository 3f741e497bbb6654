// SPDX-License-Identifier: Apache-2.0
// What a statement of a declaration says of roles, which belong to the whole server.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/parse/head.h"

#include <string>
#include <vector>

namespace whimbrel::shadow {

/// CREATE, ALTER and DROP of ROLE, USER and GROUP.
bool is_about_role(const parse::Head& head);
/// GRANT role TO member, and its REVOKE.
bool is_about_membership(const parse::Head& head);
/// The members that such a statement names.
std::vector<std::string> members_in(const std::string& text);
/// Those that initdb made: the superuser that the shadow is run by, and PostgreSQL's own.
bool is_of_initdb(const std::string& role);
/// For a statement about one of them that a rule covers.
Error never_managed(const std::string& title, SourceSpan at);

}  // namespace whimbrel::shadow

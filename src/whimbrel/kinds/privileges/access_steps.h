// SPDX-License-Identifier: Apache-2.0
// GRANT and REVOKE as steps, for the kinds whose objects are access control lists.
#pragma once

#include "whimbrel/kinds/privileges/grant.h"
#include "whimbrel/kinds/step.h"

#include <string>
#include <string_view>

namespace whimbrel::kinds {

/// What becomes of the list as a whole while an act of it is done.
enum class ListFate { goes, changes, comes };

/// What acts are about: the list's id, what GRANT … ON names ("TABLE public.v"), and whose it is.
struct Granted {
    const ObjectId& id;
    std::string_view column{};  ///< empty: the whole object
    const std::string& owner;   ///< the role that owns it; empty: the database's owner
};

/// The touches name the entries (entry_part()), so that entries which rest on one another keep their order.
Step access_step(const Granted& granted, const sql::Fragment& object, const Act& act, ListFate fate);

}  // namespace whimbrel::kinds

// SPDX-License-Identifier: Apache-2.0
// OPTIONS (…) of foreign data wrappers, servers, user mappings, foreign tables and their columns. What is a secret is never read from
// a server (sql/secret.h says which are), so there is nothing that could be printed or stored; a statement names a variable of psql in its
// place (sql/variable.h). docs/guide/secrets.md says what that means for users.
// See CREATE SERVER and its like; catalogs' columns fdwoptions, srvoptions, umoptions, ftoptions, attfdwoptions.
#pragma once

#include "whimbrel/kinds/kind.h"
#include "whimbrel/kinds/origin.h"
#include "whimbrel/sql/statement.h"

#include <span>
#include <string>
#include <vector>

namespace whimbrel::kinds {

struct ForeignOption {
    std::string name;
    std::string value;     ///< empty where another field speaks
    std::string variable;  ///< that the declaration names in the value's place
    bool secret = false;   ///< there is a value, and it was not read
    template <class Self, class Visit>
    static void fields(Self& self, Visit&& visit) {
        visit("name", self.name);
        visit("value", self.value);
        visit("variable", self.variable);
        visit("secret", self.secret);
    }
    bool operator==(const ForeignOption&) const = default;
};
/// By name; their order in the catalog is their history.
using ForeignOptions = std::vector<ForeignOption>;

namespace foreign {

/// From sql::shown_options().
ForeignOptions options_of(const std::vector<std::string>& shown);

/// OPTIONS ("user" 'app', password :'files__app__password'), or nothing. `owner`: names that tell the object from others, for variables
/// that nobody named.
sql::Fragment options_clause(const ForeignOptions& options, std::span<const std::string> owner);
/// OPTIONS (ADD …, SET …, DROP …) that leads from one to the other, or nothing.
sql::Fragment options_change(const ForeignOptions& from, const ForeignOptions& to, std::span<const std::string> owner);

/// Kind::as_told_by() for a list of options.
ForeignOptions as_told_by(ForeignOptions read, const ForeignOptions& other, Told told);

}  // namespace foreign
}  // namespace whimbrel::kinds

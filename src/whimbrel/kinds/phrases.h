// SPDX-License-Identifier: Apache-2.0
// Phrases of SQL that several rooms say in the same words. What only one kind says stands in its own room.
#pragma once

#include "whimbrel/kinds/object_id.h"
#include "whimbrel/kinds/step.h"
#include "whimbrel/sql/statement.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::kinds::phrases {

/// schema.name
sql::QualifiedName qualified(const ObjectId& id);
/// The relation that a trigger or a constraint stands on: schema.parent
sql::QualifiedName parent(const ObjectId& id);
/// "relation:public.groups": how occupies() spells a name that is unique in its schema.
std::string slot(std::string_view space, const ObjectId& id);

/// ALTER <noun> … SET SCHEMA and RENAME TO, as far as the two ids differ; `noun` as in "MATERIALIZED VIEW".
Steps rename(sql::Keywords noun, const ObjectId& from, const ObjectId& to);

/// reloptions ("name=value" entries) as a map.
std::map<std::string, std::string> options_of(const std::vector<std::string>& entries, std::string_view prefix = "");
/// WITH (a='b', …), or nothing.
sql::Fragment with_options(const std::map<std::string, std::string>& options);
/// ALTER <noun> … SET (…) and RESET (…) for the options that differ.
void append_option_steps(sql::Keywords noun, const ObjectId& id, const std::map<std::string, std::string>& from,
                         const std::map<std::string, std::string>& to, Steps& steps);

}  // namespace whimbrel::kinds::phrases

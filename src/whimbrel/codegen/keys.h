// SPDX-License-Identifier: Apache-2.0
// Keys and associations of a model's relations, read off constraints, unique indexes and foreign keys.
#pragma once

#include "whimbrel/catalog/catalog.h"
#include "whimbrel/codegen/model.h"

#include <string>
#include <string_view>

namespace whimbrel::codegen {

/// Fills Relation::primary_key and Relation::keys. Errors on the scope's column tell an application nothing: another of the key's is named.
void find_keys(const catalog::Catalog& catalog, const ValueTypes& types, std::string_view scope, Model& model);

/// Fills Relation::associations; after find_keys().
void find_associations(std::string_view scope, Model& model);

/// "device" of "device_id"; what has no such ending stays.
std::string without_id(std::string_view column);

}  // namespace whimbrel::codegen

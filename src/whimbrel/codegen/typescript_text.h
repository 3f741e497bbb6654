// SPDX-License-Identifier: Apache-2.0
// Pieces of TypeScript text that the generators share.
#pragma once

#include "whimbrel/codegen/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

/// A string constant.
std::string typescript_string(std::string_view text);

/// A property's name: as it is where that is an identifier.
std::string typescript_property(std::string_view name);

/// A comment of the schema's as documentation; nothing where there is none.
std::string typescript_documentation(std::string_view text, std::string_view indent = "");

/// "a" | "b".
std::string typescript_union(const std::vector<std::string>& values);
/// ["a", "b"].
std::string typescript_tuple(const std::vector<std::string>& values);

/// "communityMember" of "CommunityMember".
std::string camel_case(std::string name);

/// The file of a relation below tables/, without its ending: "users"; schemas other than public are in front, and what no file's name should
/// hold is written as its code; so are capitals where they alone tell it from another's, which tsc and some file systems take for the same.
std::string typescript_file(const Model& model, const Relation& relation);

}  // namespace whimbrel::codegen

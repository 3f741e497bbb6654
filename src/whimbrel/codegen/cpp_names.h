// SPDX-License-Identifier: Apache-2.0
// Names of a schema as identifiers of C++: ASCII, no keyword, no macro of the standard headers, none twice in one place.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::codegen {

/// "2 fast" → "_2_fast", "größe" → "grosse", "class" → "class_", "ID" → "id" (what is all capitals may be a macro). Deterministic; two
/// names may come out the same.
std::string cpp_identifier(std::string_view name);

/// The same of a type's name, which keeps its capitals.
std::string cpp_type_identifier(std::string_view type_name);

/// "community_member" of "CommunityMember".
std::string snake_case(std::string_view type_name);

/// True of "app" and "app::database": names that a namespace of an application's may have.
bool is_cpp_namespace(std::string_view name);

/// One scope's identifiers.
class CppScope {
public:
    CppScope() = default;
    explicit CppScope(std::set<std::string> taken) : taken_(std::move(taken)) {}
    /// As cpp_identifier(), with "_", "_2", "_3"… behind it where the scope has it already.
    std::string take(std::string_view name);
    /// One each, in their order. Those that are identifiers as they are keep their names.
    std::vector<std::string> take_all(const std::vector<std::string>& names);

private:
    std::set<std::string> taken_;
};

/// A string constant of C++.
std::string cpp_string(std::string_view text);

/// A comment of the schema's as documentation, "/// …" on every line; nothing where there is none.
std::string cpp_documentation(std::string_view text, std::string_view indent = "");

}  // namespace whimbrel::codegen

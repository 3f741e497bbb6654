// SPDX-License-Identifier: Apache-2.0
// TypescriptType: what a value is in TypeScript, as the driver pg reads it without parsers of the application's own.
#pragma once

#include "whimbrel/codegen/model.h"

#include <set>
#include <string>
#include <string_view>

namespace whimbrel::codegen {

/// What the driver gives for a value, and what it takes.
struct TypescriptType {
    std::string read, written;
};

/// The types of one file, with what it imports for them. The model must outlive it.
class TypescriptTypes {
public:
    explicit TypescriptTypes(const Model& model) : model_(model) {}

    /// `list_type` is that of a column's CHECK; empty where there is none. An array that the driver has no parser for is PostgreSQL's text.
    TypescriptType find(const ValueType& type, const std::string& list_type = {});
    /// A type of values.ts.
    void import_value(std::string name) { values_.insert(std::move(name)); }
    /// The lines that import the enums and values that `body` names; `folder` is where those files are: "..".
    [[nodiscard]] std::string imports(std::string_view folder, std::string_view body) const;

private:
    TypescriptType one(const ValueType& type, const std::string& list_type);
    TypescriptType imported(std::string name, std::string written);

    const Model& model_;
    std::set<std::string> enums_, values_;
};

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
// CppUnit: the identifiers that a relation has in C++, decided once for all headers.
#pragma once

#include "whimbrel/codegen/cpp_type.h"
#include "whimbrel/codegen/model.h"

#include <string>
#include <vector>

namespace whimbrel::codegen {

struct CppUnit {
    const Relation* relation = nullptr;
    std::string type;                       ///< "Device"
    std::string handles;                    ///< "device": the namespace of its column handles, and its header's name
    std::vector<std::string> members;       ///< by field
    std::vector<std::string> list_types;    ///< by field: the enum class of a CHECK; empty where there is none
    std::vector<CppType> types;             ///< by field
    std::vector<std::string> associations;  ///< by association
    std::string links;                      ///< the namespace of their columns
};

struct CppUnits {
    std::string name_space;
    std::vector<CppUnit> units;  ///< by relation
};

/// Errors: types_name_taken.
Result<CppUnits> cpp_units(const Model& model, const std::string& name_space);

/// True where an INSERT must name the field: nobody else has a value for it.
bool is_required(const Relation& relation, std::size_t field);

/// Its header.
std::string render_cpp_relation(const CppUnits& all, const CppUnit& unit);
/// The specialisation of Relation<>, which is the header's last part.
std::string render_cpp_info(const CppUnits& all, const CppUnit& unit);
/// One ConstraintInfo; `columns` is the span of its columns, `scope` is written before the library's names.
std::string render_cpp_key(const Key& key, std::string_view columns, std::string_view scope = {});

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
// CppType: what a column is in C++, and how its values go over the wire.
#pragma once

#include "whimbrel/codegen/model.h"

#include <string>
#include <string_view>

namespace whimbrel::codegen {

struct CppType {
    enum class Home : std::uint8_t { library, enums, composites };  ///< the header that declares it
    std::string name;                                               ///< "std::int64_t", "whimbrel::data::Array<Mood>"
    std::string_view initial;                                       ///< " = 0" of numbers, "{}" of what would be left undefined, else empty
    bool is_text = false;                                           ///< Form::text
    Home home = Home::library;
};

/// `list_type` is the enum class of a column that a CHECK restricts; empty where it has none.
CppType cpp_type(const Model& model, const ValueType& type, const std::string& list_type = {});

}  // namespace whimbrel::codegen

// SPDX-License-Identifier: Apache-2.0
// Input: what an application was sent from outside and trusts in nothing: field names with values, before anything is cast.
#pragma once

#include "whimbrel/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::data {

struct InputValue {
    enum class Sort : std::uint8_t { null, boolean, number, string, array, object };
    Sort sort = Sort::null;
    std::string text;                  ///< "true", "8.50" as it was written, a string without its quotes and escapes; of arrays and objects the JSON text
    std::vector<InputValue> elements;  ///< of an array
    bool untyped = false;              ///< of a form's field: a string that may stand for a value of any type, a document included
};

class Input {
public:
    Input() = default;
    /// A JSON object. Numbers keep their text, however long. Errors: input_invalid for anything else, for invalid UTF-8, for a name given
    /// twice, and for more than k_max_depth arrays and objects inside of each other.
    static Result<Input> from_json(std::string_view document);
    /// A form's fields: every value is a string.
    static Input from_strings(const std::map<std::string, std::string>& fields);

    static constexpr int k_max_depth = 128;

    /// Over the value of a field of that name, if there is one.
    Input& add(std::string field, InputValue value);
    [[nodiscard]] const InputValue* find(std::string_view field) const;
    [[nodiscard]] const std::vector<std::pair<std::string, InputValue>>& fields() const { return fields_; }

private:
    std::vector<std::pair<std::string, InputValue>> fields_;
};

/// Casts one value: JSON numbers and booleans as such, strings by PostgreSQL's text form, arrays element by element, any value for Json.
/// False where it is none of T's; NUL bytes and invalid UTF-8 are never text. NULL is the caller's to handle.
template <class T>
bool cast(const InputValue& value, T& out);

}  // namespace whimbrel::data

#include "whimbrel/data/cast.h"

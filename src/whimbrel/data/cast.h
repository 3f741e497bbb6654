// SPDX-License-Identifier: Apache-2.0
// cast<T>(): one value of an Input to a value of T. Included by input.h.
#pragma once

#include "whimbrel/data/codec.h"

#include <string_view>
#include <type_traits>

namespace whimbrel::data {

namespace detail {
/// UTF-8 without a NUL, which PostgreSQL's text cannot hold.
bool is_storable_text(std::string_view text);
}  // namespace detail

template <class T>
struct CastTo {
    static bool from(const InputValue& value, T& out) {
        using Sort = InputValue::Sort;
        if constexpr (std::is_same_v<T, bool>) {
            if (value.sort == Sort::boolean) return Codec<bool>::parse(value.text, out);
        } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, Numeric>) {
            if (value.sort == Sort::number) return Codec<T>::parse(value.text, out);
        }
        return value.sort == Sort::string && detail::is_storable_text(value.text) && Codec<T>::parse(value.text, out);
    }
};

template <>
struct CastTo<Json> {
    static bool from(const InputValue& value, Json& out);
};

template <class T>
struct CastTo<Array<T>> {
    static bool from(const InputValue& value, Array<T>& out) {
        if (value.sort != InputValue::Sort::array) return false;
        out.clear();
        for (const auto& element : value.elements) {
            auto& added = out.emplace_back();
            if (element.sort != InputValue::Sort::null && !CastTo<T>::from(element, added.emplace())) return false;
        }
        return true;
    }
};

template <class T>
bool cast(const InputValue& value, T& out) {
    return CastTo<T>::from(value, out);
}

}  // namespace whimbrel::data

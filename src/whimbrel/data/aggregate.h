// SPDX-License-Identifier: Apache-2.0
// What sum, avg, min and max of a column come to: the types that PostgreSQL gives them ("Aggregate Functions" in its documentation).
#pragma once

#include "whimbrel/data/value.h"

#include <cstdint>
#include <string>
#include <type_traits>

namespace whimbrel::data {

/// Of columns whose values can be added: `sum` is the type of their sum, `average` that of their average.
template <class T>
struct Totals;
template <>
struct Totals<std::int16_t> {
    using sum = std::int64_t;
    using average = Numeric;
};
template <>
struct Totals<std::int32_t> : Totals<std::int16_t> {};
template <>
struct Totals<std::int64_t> {
    using sum = Numeric;
    using average = Numeric;
};
template <>
struct Totals<Numeric> : Totals<std::int64_t> {};
template <>
struct Totals<float> {
    using sum = float;
    using average = double;
};
template <>
struct Totals<double> {
    using sum = double;
    using average = double;
};
template <>
struct Totals<Interval> {
    using sum = Interval;
    using average = Interval;
};

template <class T>
concept Summable = requires { typename Totals<T>::sum; };

/// Values of which the server knows a least and a greatest. A text may stand for a type that it has none of; that is the server's error.
template <class T>
concept Ranked =
    Summable<T> || Labelled<T> || std::is_same_v<T, std::string> || std::is_same_v<T, std::uint32_t> || std::is_same_v<T, Date> ||
    std::is_same_v<T, TimeOfDay> || std::is_same_v<T, Timestamp> || std::is_same_v<T, TimestampTz> || std::is_same_v<T, Inet> || std::is_same_v<T, Cidr>;

}  // namespace whimbrel::data

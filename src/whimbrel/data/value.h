// SPDX-License-Identifier: Apache-2.0
// The types that PostgreSQL has and C++ has not, as an application holds them. All are exact: what is read is written back as it was.
// boolean is bool, smallint, integer and bigint are std::int16_t, std::int32_t and std::int64_t, real and double precision are float and
// double, character types are std::string. Text forms are PostgreSQL's ("Data Types" in its documentation), dates in ISO style.
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whimbrel::data {

/// bytea.
using Bytea = std::vector<std::byte>;

/// date. Date::max() is infinity, Date::min() is -infinity; so it is with timestamps.
using Date = std::chrono::sys_days;
/// timestamp without time zone.
using Timestamp = std::chrono::local_time<std::chrono::microseconds>;
/// timestamp with time zone: a moment, in UTC.
using TimestampTz = std::chrono::sys_time<std::chrono::microseconds>;

/// time without time zone; 24:00:00 is a time of PostgreSQL's.
struct TimeOfDay {
    std::chrono::microseconds since_midnight{};
    auto operator<=>(const TimeOfDay&) const = default;
};

/// interval, in the parts that PostgreSQL keeps. Equal means that every part is: 1 mon is not 30 days here.
struct Interval {
    std::int32_t months = 0, days = 0;
    std::chrono::microseconds time{};
    bool operator==(const Interval&) const = default;
};

/// numeric: exact, as PostgreSQL prints it, trailing zeros included. Order is that of the values, NaN above all others (as the server has it).
class Numeric {
public:
    Numeric() : text_("0") {}
    explicit Numeric(std::int64_t value) : text_(std::to_string(value)) {}
    /// "12.50", "-1e3", "NaN", "Infinity"; nothing where it is no number.
    static std::optional<Numeric> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }
    /// Digits after the decimal point.
    [[nodiscard]] int scale() const;
    /// Digits before the decimal point, leading zeros not counted; 0 of 0.25.
    [[nodiscard]] int whole_digits() const;
    [[nodiscard]] bool is_finite() const;
    std::weak_ordering operator<=>(const Numeric& other) const;
    bool operator==(const Numeric& other) const { return (*this <=> other) == std::weak_ordering::equivalent; }

private:
    explicit Numeric(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// uuid.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    /// Every form that PostgreSQL takes: with braces, without hyphens, in capitals.
    static std::optional<Uuid> parse(std::string_view text);
    /// "0b0c8a4e-…", 36 characters.
    [[nodiscard]] std::string text() const;
    auto operator<=>(const Uuid&) const = default;
};

/// json and jsonb: a document as its text. Equality is that of the text.
struct Json {
    std::string text = "null";
    bool operator==(const Json&) const = default;
};

/// inet and cidr.
struct Inet {
    enum class Family : std::uint8_t { v4, v6 } family = Family::v4;
    std::uint8_t prefix = 32;                ///< bits of the network mask
    std::array<std::uint8_t, 16> address{};  ///< the first four of v4
    /// "10.0.0.1", "10.0.0.0/8", "::1".
    static std::optional<Inet> parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const Inet&) const = default;
};
/// cidr: an Inet whose bits to the right of the mask are zero.
struct Cidr : Inet {
    static std::optional<Cidr> parse(std::string_view text);
    // NOLINTNEXTLINE(bugprone-derived-method-shadowing-base-method): with the mask, which an inet leaves out where it is the whole address
    [[nodiscard]] std::string text() const;
    bool operator==(const Cidr&) const = default;
};

/// macaddr.
struct MacAddr {
    std::array<std::uint8_t, 6> bytes{};
    static std::optional<MacAddr> parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    auto operator<=>(const MacAddr&) const = default;
};

/// A range type. A bound that is absent is infinite.
template <class T>
struct Range {
    std::optional<T> lower, upper;
    bool lower_inclusive = true, upper_inclusive = false;
    bool empty = false;
    bool operator==(const Range&) const = default;
};

/// An array of one dimension, any of whose elements may be NULL.
template <class T>
using Array = std::vector<std::optional<T>>;

/// The labels of an enum class in the order of its enumerators, which count from 0. Specialised by generated code, for enum types and for
/// columns that a CHECK restricts to a list:
///   template <> struct whimbrel::data::Labels<Mood> { static constexpr std::array<std::string_view, 2> values{"happy", "sad"}; };
template <class E>
struct Labels;

template <class E>
concept Labelled = requires { Labels<E>::values.size(); };

template <Labelled E>
[[nodiscard]] constexpr std::string_view to_text(E value) {
    return Labels<E>::values[static_cast<std::size_t>(value)];
}
template <Labelled E>
[[nodiscard]] constexpr std::optional<E> from_text(std::string_view text) {
    for (std::size_t at = 0; at < Labels<E>::values.size(); ++at)
        if (Labels<E>::values[at] == text) return static_cast<E>(at);
    return std::nullopt;
}

/// The members of a struct that stands for a composite type, in the order of its attributes. Specialised by generated code:
///   template <> struct whimbrel::data::Attributes<Address> { static constexpr auto members = std::tuple{&Address::street, &Address::zip}; };
/// Every member is a std::optional: nothing keeps an attribute from being NULL.
template <class T>
struct Attributes;

}  // namespace whimbrel::data

// SPDX-License-Identifier: Apache-2.0
// column<>() and fresh<>(): what generated code says of a member, made of its type.
#pragma once

#include "whimbrel/data/codec.h"
#include "whimbrel/data/column_info.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace whimbrel::data {

namespace detail {

template <class T>
struct Bare {
    using type = T;
    static constexpr bool is_optional = false;
};
template <class T>
struct Bare<std::optional<T>> {
    using type = T;
    static constexpr bool is_optional = true;
};

template <class M>
struct MemberOf;
template <class R, class T>
struct MemberOf<T R::*> {
    using row = R;
    using type = T;
};

template <class T>
constexpr Holds holds() {
    if constexpr (std::is_same_v<T, bool>) return Holds::boolean;
    else if constexpr (std::is_same_v<T, std::int16_t>) return Holds::int16;
    else if constexpr (std::is_same_v<T, std::int32_t>) return Holds::int32;
    else if constexpr (std::is_same_v<T, std::int64_t>) return Holds::int64;
    else if constexpr (std::is_same_v<T, float>) return Holds::real;
    else if constexpr (std::is_same_v<T, double>) return Holds::double_precision;
    else if constexpr (std::is_same_v<T, Numeric>) return Holds::numeric;
    else if constexpr (std::is_same_v<T, std::string>) return Holds::text;
    else if constexpr (std::is_same_v<T, Date>) return Holds::date;
    else if constexpr (std::is_same_v<T, TimeOfDay>) return Holds::time;
    else if constexpr (std::is_same_v<T, Timestamp>) return Holds::timestamp;
    else if constexpr (std::is_same_v<T, TimestampTz>) return Holds::timestamptz;
    else if constexpr (std::is_same_v<T, Json>) return Holds::json;
    else if constexpr (Labelled<T>) return Holds::label;
    else return Holds::other;
}

template <auto Member>
void* member_at(void* row) {
    return &(static_cast<typename MemberOf<decltype(Member)>::row*>(row)->*Member);
}

/// What MemberOperations point to, for a member of that type. Its functions are defined outside of it, as what is defined inside would be compiled
/// with every generated header, and not only here for the types that most members have.
template <class Type, Form form>
struct Access {
    using Value = typename Bare<Type>::type;
    static constexpr bool is_optional = Bare<Type>::is_optional;
    static constexpr Holds held = holds<Value>();

    static bool read(const char* bytes, int size, void* member);
    static bool write(const void* member, std::string& out);
    static bool equal(const void* one, const void* other);
    static void copy(const void* from, void* to);
    static Cast cast(const InputValue& value, void* member);
    static std::optional<std::string> render(const void* member);
    static const void* value(const void* member);
    static bool set(const void* value, void* member);
    static std::optional<std::string_view> text(const void* member);

    static constexpr MemberOperations operations{&read, &write, &equal, &copy, &cast, &render, &value, &set, &text};

private:
    static const Type& of(const void* member) { return *static_cast<const Type*>(member); }
    static Type& of(void* member) { return *static_cast<Type*>(member); }
    static bool decode(std::string_view bytes, Value& out);
};

template <class Type, Form form>
bool Access<Type, form>::decode(std::string_view bytes, Value& out) {
    // A document of the server's needs no check: json, unlike jsonb, may hold \u0000.
    if constexpr (form == Form::binary || std::is_same_v<Value, Json>) return Codec<Value>::read(bytes, out);
    else return Codec<Value>::parse(bytes, out);
}

template <class Type, Form form>
bool Access<Type, form>::read(const char* bytes, int size, void* place) {
    auto& member = of(place);
    if constexpr (is_optional) {
        if (size < 0) {
            member.reset();
            return true;
        }
        return decode(std::string_view(bytes, static_cast<std::size_t>(size)), member ? *member : member.emplace());
    } else {
        return size >= 0 && decode(std::string_view(bytes, static_cast<std::size_t>(size)), member);
    }
}

template <class Type, Form form>
bool Access<Type, form>::write(const void* member, std::string& out) {
    const auto* found = static_cast<const Value*>(value(member));
    if (found == nullptr) return false;
    if constexpr (form == Form::binary) Codec<Value>::write(*found, out);
    else out += Codec<Value>::render(*found);
    return true;
}

template <class Type, Form form>
bool Access<Type, form>::equal(const void* one, const void* other) {
    return of(one) == of(other);
}

template <class Type, Form form>
void Access<Type, form>::copy(const void* from, void* to) {
    of(to) = of(from);
}

template <class Type, Form form>
Cast Access<Type, form>::cast(const InputValue& value, void* member) {
    if (value.sort == InputValue::Sort::null) {
        if constexpr (is_optional) of(member).reset();
        return Cast::null;
    }
    Value out{};
    if (!data::cast(value, out)) return Cast::invalid;
    of(member) = std::move(out);
    return Cast::done;
}

template <class Type, Form form>
std::optional<std::string> Access<Type, form>::render(const void* member) {
    const auto* found = static_cast<const Value*>(value(member));
    if (found == nullptr) return std::nullopt;
    return Codec<Value>::render(*found);
}

template <class Type, Form form>
const void* Access<Type, form>::value(const void* place) {
    const auto& member = of(place);
    if constexpr (is_optional) return member ? &*member : nullptr;
    else return &member;
}

template <class Type, Form form>
bool Access<Type, form>::set(const void* value, void* member) {
    if (value != nullptr) {
        of(member) = *static_cast<const Value*>(value);
        return true;
    }
    if constexpr (is_optional) of(member).reset();
    return is_optional;
}

template <class Type, Form form>
std::optional<std::string_view> Access<Type, form>::text([[maybe_unused]] const void* member) {
    if constexpr (held == Holds::text || held == Holds::label) {
        const auto* found = static_cast<const Value*>(value(member));
        if (found == nullptr) return std::nullopt;
        if constexpr (held == Holds::text) return *found;
        else return to_text(*found);
    }
    return std::nullopt;
}

}  // namespace detail

/// What generated code writes: column<&Device::hostname>("hostname", "character varying(255)", Given::required).
template <auto Member, Form form = Form::binary>
constexpr ColumnInfo column(std::string_view name, std::string_view type, Given given) {
    using A = detail::Access<typename detail::MemberOf<decltype(Member)>::type, form>;
    return {name, type, given, A::is_optional, form, A::held, &detail::member_at<Member>, &A::operations};
}
/// fresh<&NewDevice::hostname, &Device::hostname>(1).
template <auto FreshMember, auto RowMember, Form form = Form::binary>
constexpr NewColumn fresh(std::uint16_t column) {
    using F = detail::Access<typename detail::MemberOf<decltype(FreshMember)>::type, form>;
    using R = detail::Access<typename detail::MemberOf<decltype(RowMember)>::type, form>;
    return {column, &detail::member_at<FreshMember>, &F::operations, &detail::member_at<RowMember>, &R::operations};
}

// What most members are is in the library already.
#define WHIMBREL_MEMBERS(Declare)                                                                                                                        \
    Declare(bool) Declare(std::int16_t) Declare(std::int32_t) Declare(std::int64_t) Declare(float) Declare(double) Declare(std::string) Declare(Numeric) \
        Declare(Uuid) Declare(Date) Declare(TimeOfDay) Declare(Timestamp) Declare(TimestampTz) Declare(Interval) Declare(Json) Declare(Bytea)
#define WHIMBREL_EXTERN_MEMBER(Type)                                          \
    extern template struct detail::Access<Type, Form::binary>;                \
    extern template struct detail::Access<std::optional<Type>, Form::binary>; \
    extern template struct detail::Access<Type, Form::text>;                  \
    extern template struct detail::Access<std::optional<Type>, Form::text>;
WHIMBREL_MEMBERS(WHIMBREL_EXTERN_MEMBER)
#undef WHIMBREL_EXTERN_MEMBER

}  // namespace whimbrel::data

// SPDX-License-Identifier: Apache-2.0
// Codec<T>: how a value of T goes over the wire. read() and write() are the binary form of the type's receive and send functions
// (src/backend/utils/adt of PostgreSQL); parse() and render() are its text form, which types without a codec of their own, arrays of enums
// and composite types are exchanged in (their binary form holds object identifiers that differ between databases).
// No function throws but for lack of memory; read() and parse() answer false for bytes that are no value of the type, out is then unspecified.
#pragma once

#include "whimbrel/data/value.h"

#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace whimbrel::data {

template <class T>
struct Codec;

namespace wire {

template <class T>
[[nodiscard]] inline T big_endian(const char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return std::byteswap(value);
}
template <class T>
inline void append(T value, std::string& out) {
    value = std::byteswap(value);
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
}

/// One value inside of an array's, a row's or a range's text form.
struct Piece {
    std::string text;
    bool is_null = false;
};
/// "{a,"b c",NULL}" in pieces; false for anything but an array of one dimension (or the empty array).
bool split_array(std::string_view text, std::vector<Piece>& out);
/// "(a,,"b c")" in pieces; what stands between two commas without anything is NULL.
bool split_record(std::string_view text, std::vector<Piece>& out);
/// Adds it as an element of an array's text, quoted where it must be; of a record's, likewise.
void append_array_element(std::string_view text, std::string& out);
void append_record_field(std::string_view text, std::string& out);

/// The header of an array in binary form ("array_recv"): how many elements follow; -1 where it is none of one dimension. Takes it off the bytes.
int take_array_header(std::string_view& bytes);
void append_array_header(std::size_t elements, bool has_null, std::uint32_t element_oid, std::string& out);
/// The next value with its length, off the bytes; false where they end early.
bool take_value(std::string_view& bytes, std::string_view& value, bool& is_null);
/// Writes the length that the four bytes at `at` were left for.
void patch_length(std::string& out, std::size_t at);

}  // namespace wire

#define WHIMBREL_CODEC(Type, Oid, ArrayOid)                             \
    template <>                                                         \
    struct Codec<Type> {                                                \
        static constexpr std::uint32_t oid = Oid, array_oid = ArrayOid; \
        static bool read(std::string_view bytes, Type& out);            \
        static void write(const Type& value, std::string& out);         \
        static bool parse(std::string_view text, Type& out);            \
        static std::string render(const Type& value);                   \
    }

WHIMBREL_CODEC(bool, 16, 1000);
WHIMBREL_CODEC(std::int16_t, 21, 1005);
WHIMBREL_CODEC(float, 700, 1021);
WHIMBREL_CODEC(double, 701, 1022);
WHIMBREL_CODEC(std::uint32_t, 26, 1028);  // oid
WHIMBREL_CODEC(Numeric, 1700, 1231);
WHIMBREL_CODEC(Bytea, 17, 1001);
WHIMBREL_CODEC(Uuid, 2950, 2951);
WHIMBREL_CODEC(Date, 1082, 1182);
WHIMBREL_CODEC(TimeOfDay, 1083, 1183);
WHIMBREL_CODEC(Timestamp, 1114, 1115);
WHIMBREL_CODEC(TimestampTz, 1184, 1185);
WHIMBREL_CODEC(Interval, 1186, 1187);
WHIMBREL_CODEC(Inet, 869, 1041);
WHIMBREL_CODEC(Cidr, 650, 651);
WHIMBREL_CODEC(MacAddr, 829, 1040);
WHIMBREL_CODEC(Range<std::int32_t>, 3904, 3905);
WHIMBREL_CODEC(Range<std::int64_t>, 3926, 3927);
WHIMBREL_CODEC(Range<Numeric>, 3906, 3907);
WHIMBREL_CODEC(Range<Date>, 3912, 3913);
WHIMBREL_CODEC(Range<Timestamp>, 3908, 3909);
WHIMBREL_CODEC(Range<TimestampTz>, 3910, 3911);
#undef WHIMBREL_CODEC

// The most read ones are seen by the compiler.
template <>
struct Codec<std::int32_t> {
    static constexpr std::uint32_t oid = 23, array_oid = 1007;
    static bool read(std::string_view bytes, std::int32_t& out) {
        if (bytes.size() != sizeof out) return false;
        out = wire::big_endian<std::int32_t>(bytes.data());
        return true;
    }
    static void write(std::int32_t value, std::string& out) { wire::append(value, out); }
    static bool parse(std::string_view text, std::int32_t& out);
    static std::string render(std::int32_t value);
};
template <>
struct Codec<std::int64_t> {
    static constexpr std::uint32_t oid = 20, array_oid = 1016;
    static bool read(std::string_view bytes, std::int64_t& out) {
        if (bytes.size() != sizeof out) return false;
        out = wire::big_endian<std::int64_t>(bytes.data());
        return true;
    }
    static void write(std::int64_t value, std::string& out) { wire::append(value, out); }
    static bool parse(std::string_view text, std::int64_t& out);
    static std::string render(std::int64_t value);
};
template <>
struct Codec<std::string> {
    static constexpr std::uint32_t oid = 25, array_oid = 1009;
    static bool read(std::string_view bytes, std::string& out) {
        out.assign(bytes);
        return true;
    }
    static void write(std::string_view value, std::string& out) { out.append(value); }
    static bool parse(std::string_view text, std::string& out) { return read(text, out); }
    static std::string render(const std::string& value) { return value; }
};
/// jsonb's binary form has the number 1 in front (jsonb_recv), json's has not. A column says which it is by its type's name; see relation.h.
template <>
struct Codec<Json> {
    static constexpr std::uint32_t oid = 3802, array_oid = 3807;
    static bool read(std::string_view bytes, Json& out) {
        if (!bytes.empty() && bytes.front() == '\1') bytes.remove_prefix(1);
        out.text.assign(bytes);
        return true;
    }
    static void write(const Json& value, std::string& out) {
        out += '\1';
        out += value.text;
    }
    static bool parse(std::string_view text, Json& out);
    static std::string render(const Json& value) { return value.text; }
};

template <Labelled E>
struct Codec<E> {
    static constexpr std::uint32_t oid = 0, array_oid = 0;  ///< the server's to say
    static bool read(std::string_view bytes, E& out) { return parse(bytes, out); }
    static void write(E value, std::string& out) { out += to_text(value); }
    static bool parse(std::string_view text, E& out) {
        const auto found = from_text<E>(text);
        if (found) out = *found;
        return found.has_value();
    }
    static std::string render(E value) { return std::string(to_text(value)); }
};

template <class T>
struct Codec<Array<T>> {
    static constexpr std::uint32_t oid = Codec<T>::array_oid, array_oid = 0;
    static bool read(std::string_view bytes, Array<T>& out) {
        const int elements = wire::take_array_header(bytes);
        if (elements < 0) return false;
        out.clear();
        for (int at = 0; at < elements; ++at) {
            std::string_view value;
            bool is_null = false;
            if (!wire::take_value(bytes, value, is_null)) return false;
            auto& element = out.emplace_back();
            if (!is_null && !Codec<T>::read(value, element.emplace())) return false;
        }
        return bytes.empty();
    }
    static void write(const Array<T>& values, std::string& out) {
        bool has_null = false;
        for (const auto& value : values) has_null |= !value;
        wire::append_array_header(values.size(), has_null, Codec<T>::oid, out);
        for (const auto& value : values) {
            const auto at = out.size();
            wire::append(std::int32_t{-1}, out);
            if (!value) continue;
            Codec<T>::write(*value, out);
            wire::patch_length(out, at);
        }
    }
    static bool parse(std::string_view text, Array<T>& out) {
        std::vector<wire::Piece> pieces;
        if (!wire::split_array(text, pieces)) return false;
        out.clear();
        for (const auto& piece : pieces) {
            auto& element = out.emplace_back();
            if (!piece.is_null && !Codec<T>::parse(piece.text, element.emplace())) return false;
        }
        return true;
    }
    static std::string render(const Array<T>& values) {
        std::string out = "{";
        for (const auto& value : values) {
            if (out.size() > 1) out += ',';
            if (value) wire::append_array_element(Codec<T>::render(*value), out);
            else out += "NULL";
        }
        return out + "}";
    }
};

/// Composite types, in their text form only.
template <class T>
    requires requires { Attributes<T>::members; }
struct Codec<T> {
    static constexpr std::uint32_t oid = 0, array_oid = 0;
    static bool read(std::string_view, T&) { return false; }  ///< a column of such a type is exchanged as text
    static void write(const T& value, std::string& out) { out += render(value); }
    static bool parse(std::string_view text, T& out) {
        std::vector<wire::Piece> pieces;
        if (!wire::split_record(text, pieces)) return false;
        if (pieces.size() != std::tuple_size_v<std::remove_cvref_t<decltype(Attributes<T>::members)>>) return false;
        std::size_t at = 0;
        const auto take = [&](auto& member) {
            const auto& piece = pieces[at++];
            member.reset();
            return piece.is_null || Codec<typename std::remove_cvref_t<decltype(member)>::value_type>::parse(piece.text, member.emplace());
        };
        return std::apply([&](auto... members) { return (take(out.*members) && ...); }, Attributes<T>::members);
    }
    static std::string render(const T& value) {
        std::string out = "(";
        bool first = true;
        std::apply([&](auto... members) { ((out += first ? "" : ",", first = false, add_field(value.*members, out)), ...); }, Attributes<T>::members);
        return out + ")";
    }

private:
    template <class M>
    static void add_field(const std::optional<M>& member, std::string& out) {
        if (member) wire::append_record_field(Codec<M>::render(*member), out);
    }
};

}  // namespace whimbrel::data

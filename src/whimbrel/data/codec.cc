// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/codec.h"

#include "whimbrel/data/json_text.h"
#include "whimbrel/data/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace whimbrel::data {

namespace {

template <class T>
bool read_number(std::string_view bytes, T& out) {
    if (bytes.size() != sizeof out) return false;
    out = wire::big_endian<T>(bytes.data());
    return true;
}

template <class T>
bool parse_integer(std::string_view text, T& out) {
    text = trimmed(text);
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

template <class T>
bool parse_float(std::string_view text, T& out) {
    text = trimmed(text);
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
    const bool negative = text.starts_with('-');
    const auto word = negative ? text.substr(1) : text;
    if (same_word(word, "infinity") || same_word(word, "inf")) {
        out = negative ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::infinity();
        return true;
    }
    if (same_word(text, "nan")) {
        out = std::numeric_limits<T>::quiet_NaN();
        return true;
    }
    if (word.empty() || ((word.front() < '0' || word.front() > '9') && word.front() != '.')) return false;
    // Out of range, too small included, is an error of the server's too.
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

template <class T>
std::string render_float(T value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
    std::array<char, 64> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

// Ranges ("range_send" in src/backend/utils/adt/rangetypes.c).
constexpr char k_empty = 0x01, k_lower_inclusive = 0x02, k_upper_inclusive = 0x04, k_lower_infinite = 0x08, k_upper_infinite = 0x10;

template <class T>
bool read_range(std::string_view bytes, Range<T>& out) {
    if (bytes.empty()) return false;
    const char flags = bytes.front();
    bytes.remove_prefix(1);
    out = {};
    out.empty = (flags & k_empty) != 0;
    out.lower_inclusive = (flags & k_lower_inclusive) != 0;
    out.upper_inclusive = (flags & k_upper_inclusive) != 0;
    if (out.empty) return bytes.empty();
    const auto take = [&](std::optional<T>& bound) {
        std::string_view value;
        bool is_null = false;
        return wire::take_value(bytes, value, is_null) && !is_null && Codec<T>::read(value, bound.emplace());
    };
    if ((flags & k_lower_infinite) == 0 && !take(out.lower)) return false;
    if ((flags & k_upper_infinite) == 0 && !take(out.upper)) return false;
    return bytes.empty();
}

template <class T>
void write_range(const Range<T>& value, std::string& out) {
    char flags = 0;
    if (value.empty) {
        out += k_empty;
        return;
    }
    if (value.lower_inclusive && value.lower) flags |= k_lower_inclusive;
    if (value.upper_inclusive && value.upper) flags |= k_upper_inclusive;
    if (!value.lower) flags |= k_lower_infinite;
    if (!value.upper) flags |= k_upper_infinite;
    out += flags;
    for (const auto* bound : {&value.lower, &value.upper}) {
        if (!*bound) continue;
        const auto at = out.size();
        wire::append(std::int32_t{0}, out);
        Codec<T>::write(**bound, out);
        wire::patch_length(out, at);
    }
}

/// A bound, quoted or bare, up to the separator.
bool take_bound(std::string_view& text, std::string& out, bool& is_given) {
    bool quoted = false, any_quote = false;
    out.clear();
    while (!text.empty() && (quoted || (text.front() != ',' && text.front() != ')' && text.front() != ']'))) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '\\') {
            if (text.empty()) return false;
            out += text.front();
            text.remove_prefix(1);
        } else if (c == '"') {
            if (quoted && text.starts_with('"')) {
                out += '"';
                text.remove_prefix(1);
            } else {
                quoted = !quoted;
                any_quote = true;
            }
        } else {
            out += c;
        }
    }
    is_given = any_quote || !out.empty();
    return !quoted && !text.empty();
}

template <class T>
bool parse_range(std::string_view text, Range<T>& out) {
    text = trimmed(text);
    out = {};
    if (same_word(text, "empty")) {
        out.empty = true;
        out.lower_inclusive = false;
        return true;
    }
    if (text.empty() || (text.front() != '[' && text.front() != '(')) return false;
    out.lower_inclusive = text.front() == '[';
    text.remove_prefix(1);
    std::string bound;
    bool is_given = false;
    if (!take_bound(text, bound, is_given) || text.front() != ',') return false;
    if (is_given && !Codec<T>::parse(bound, out.lower.emplace())) return false;
    text.remove_prefix(1);
    if (!take_bound(text, bound, is_given) || text.front() == ',') return false;
    if (is_given && !Codec<T>::parse(bound, out.upper.emplace())) return false;
    out.upper_inclusive = text.front() == ']';
    // An infinite bound is never inclusive.
    out.lower_inclusive &= out.lower.has_value();
    out.upper_inclusive &= out.upper.has_value();
    if (out.lower && out.upper && *out.upper < *out.lower) return false;
    return text.size() == 1;
}

template <class T>
std::string render_range(const Range<T>& value) {
    if (value.empty) return "empty";
    std::string out(1, value.lower_inclusive && value.lower ? '[' : '(');
    const auto add = [&](const std::optional<T>& bound) {
        if (bound) wire::append_record_field(Codec<T>::render(*bound), out);
    };
    add(value.lower);
    out += ',';
    add(value.upper);
    out += value.upper_inclusive && value.upper ? ']' : ')';
    return out;
}

}  // namespace

namespace wire {

int take_array_header(std::string_view& bytes) {
    if (bytes.size() < 12) return -1;
    const auto dimensions = big_endian<std::int32_t>(bytes.data());
    bytes.remove_prefix(12);
    if (dimensions == 0) return 0;
    if (dimensions != 1 || bytes.size() < 8) return -1;
    const auto elements = big_endian<std::int32_t>(bytes.data());
    bytes.remove_prefix(8);
    // Each has four bytes of length at least.
    return elements >= 0 && static_cast<std::size_t>(elements) <= bytes.size() / 4 ? elements : -1;
}

void append_array_header(std::size_t elements, bool has_null, std::uint32_t element_oid, std::string& out) {
    append(std::int32_t{elements == 0 ? 0 : 1}, out);
    append(std::int32_t{has_null ? 1 : 0}, out);
    append(element_oid, out);
    if (elements == 0) return;
    append(static_cast<std::int32_t>(elements), out);
    append(std::int32_t{1}, out);
}

bool take_value(std::string_view& bytes, std::string_view& value, bool& is_null) {
    if (bytes.size() < 4) return false;
    const auto length = big_endian<std::int32_t>(bytes.data());
    bytes.remove_prefix(4);
    is_null = length < 0;
    if (is_null) return length == -1;
    if (bytes.size() < static_cast<std::size_t>(length)) return false;
    value = bytes.substr(0, static_cast<std::size_t>(length));
    bytes.remove_prefix(static_cast<std::size_t>(length));
    return true;
}

void patch_length(std::string& out, std::size_t at) {
    const auto length = std::byteswap(static_cast<std::int32_t>(out.size() - at - sizeof(std::int32_t)));
    std::memcpy(out.data() + at, &length, sizeof length);
}

bool split_array(std::string_view text, std::vector<Piece>& out) {
    out.clear();
    text = trimmed(text);
    if (text.size() < 2 || text.front() != '{' || text.back() != '}') return false;
    text = text.substr(1, text.size() - 2);
    if (trimmed(text).empty()) return true;
    std::size_t at = 0;
    while (true) {
        while (at < text.size() && text[at] == ' ') ++at;
        Piece piece;
        if (at < text.size() && text[at] == '"') {
            for (++at; at < text.size() && text[at] != '"'; ++at) {
                if (text[at] == '\\' && ++at == text.size()) return false;
                piece.text += text[at];
            }
            if (at++ >= text.size()) return false;
            while (at < text.size() && text[at] == ' ') ++at;
        } else {
            const auto start = at;
            bool escaped = false;
            for (; at < text.size() && text[at] != ','; ++at) {
                if (text[at] == '{' || text[at] == '}' || text[at] == '"') return false;
                if (text[at] == '\\') {
                    escaped = true;
                    if (++at == text.size()) return false;
                }
                piece.text += text[at];
            }
            if (!escaped) piece.text = trimmed(text.substr(start, at - start));
            if (piece.text.empty()) return false;
            piece.is_null = !escaped && same_word(piece.text, "null");
        }
        out.push_back(std::move(piece));
        if (at == text.size()) return true;
        if (text[at++] != ',') return false;
    }
}

bool split_record(std::string_view text, std::vector<Piece>& out) {
    out.clear();
    text = trimmed(text);
    if (text.size() < 2 || text.front() != '(' || text.back() != ')') return false;
    text = text.substr(1, text.size() - 2);
    std::size_t at = 0;
    while (true) {
        Piece piece{.is_null = true};
        bool quoted = false;
        for (; at < text.size() && (quoted || text[at] != ','); ++at) {
            piece.is_null = false;
            if (text[at] == '"') {
                if (quoted && at + 1 < text.size() && text[at + 1] == '"') piece.text += text[++at];
                else quoted = !quoted;
            } else if (text[at] == '\\') {
                if (++at == text.size()) return false;
                piece.text += text[at];
            } else if (!quoted && (text[at] == '(' || text[at] == ')')) {
                return false;
            } else {
                piece.text += text[at];
            }
        }
        if (quoted) return false;
        out.push_back(std::move(piece));
        if (at == text.size()) return true;
        ++at;
    }
}

void append_array_element(std::string_view text, std::string& out) {
    const bool plain = !text.empty() && !same_word(text, "null") && text.find_first_of("{}\",\\ \t\n\r\v\f") == std::string_view::npos;
    if (plain) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

void append_record_field(std::string_view text, std::string& out) {
    if (!text.empty() && text.find_first_of("()[],\"\\ \t\n\r\v\f") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += c;
        out += c;
    }
    out += '"';
}

}  // namespace wire

bool Codec<bool>::read(std::string_view bytes, bool& out) {
    if (bytes.size() != 1) return false;
    out = bytes.front() != 0;
    return true;
}
void Codec<bool>::write(const bool& value, std::string& out) { out += value ? '\1' : '\0'; }
bool Codec<bool>::parse(std::string_view text, bool& out) {
    // Unique prefixes of the words, as "Boolean Type" has them.
    text = trimmed(text);
    const auto begins = [&](std::string_view word, std::size_t least) {
        return text.size() >= least && text.size() <= word.size() && same_word(text, word.substr(0, text.size()));
    };
    const bool is_true = begins("true", 1) || begins("yes", 1) || begins("on", 2) || text == "1";
    const bool is_false = begins("false", 1) || begins("no", 1) || begins("off", 2) || text == "0";
    out = is_true;
    return is_true || is_false;
}
std::string Codec<bool>::render(const bool& value) { return value ? "t" : "f"; }

bool Codec<std::int16_t>::read(std::string_view bytes, std::int16_t& out) { return read_number(bytes, out); }
void Codec<std::int16_t>::write(const std::int16_t& value, std::string& out) { wire::append(value, out); }
bool Codec<std::int16_t>::parse(std::string_view text, std::int16_t& out) { return parse_integer(text, out); }
std::string Codec<std::int16_t>::render(const std::int16_t& value) { return std::to_string(value); }

bool Codec<std::int32_t>::parse(std::string_view text, std::int32_t& out) { return parse_integer(text, out); }
std::string Codec<std::int32_t>::render(std::int32_t value) { return std::to_string(value); }
bool Codec<std::int64_t>::parse(std::string_view text, std::int64_t& out) { return parse_integer(text, out); }
std::string Codec<std::int64_t>::render(std::int64_t value) { return std::to_string(value); }

bool Codec<std::uint32_t>::read(std::string_view bytes, std::uint32_t& out) { return read_number(bytes, out); }
void Codec<std::uint32_t>::write(const std::uint32_t& value, std::string& out) { wire::append(value, out); }
bool Codec<std::uint32_t>::parse(std::string_view text, std::uint32_t& out) { return parse_integer(text, out); }
std::string Codec<std::uint32_t>::render(const std::uint32_t& value) { return std::to_string(value); }

bool Codec<float>::read(std::string_view bytes, float& out) {
    std::uint32_t bits = 0;
    if (!read_number(bytes, bits)) return false;
    out = std::bit_cast<float>(bits);
    return true;
}
void Codec<float>::write(const float& value, std::string& out) { wire::append(std::bit_cast<std::uint32_t>(value), out); }
bool Codec<float>::parse(std::string_view text, float& out) { return parse_float(text, out); }
std::string Codec<float>::render(const float& value) { return render_float(value); }

bool Codec<double>::read(std::string_view bytes, double& out) {
    std::uint64_t bits = 0;
    if (!read_number(bytes, bits)) return false;
    out = std::bit_cast<double>(bits);
    return true;
}
void Codec<double>::write(const double& value, std::string& out) { wire::append(std::bit_cast<std::uint64_t>(value), out); }
bool Codec<double>::parse(std::string_view text, double& out) { return parse_float(text, out); }
std::string Codec<double>::render(const double& value) { return render_float(value); }

bool Codec<Json>::parse(std::string_view text, Json& out) {
    if (!is_json(text, 512)) return false;
    out.text.assign(text);
    return true;
}

#define WHIMBREL_RANGE(Type)                                                                                   \
    bool Codec<Range<Type>>::read(std::string_view bytes, Range<Type>& out) { return read_range(bytes, out); } \
    void Codec<Range<Type>>::write(const Range<Type>& value, std::string& out) { write_range(value, out); }    \
    bool Codec<Range<Type>>::parse(std::string_view text, Range<Type>& out) { return parse_range(text, out); } \
    std::string Codec<Range<Type>>::render(const Range<Type>& value) { return render_range(value); }
WHIMBREL_RANGE(std::int32_t)
WHIMBREL_RANGE(std::int64_t)
WHIMBREL_RANGE(Numeric)
WHIMBREL_RANGE(Date)
WHIMBREL_RANGE(Timestamp)
WHIMBREL_RANGE(TimestampTz)
#undef WHIMBREL_RANGE

}  // namespace whimbrel::data

// SPDX-License-Identifier: Apache-2.0
// numeric as src/backend/utils/adt/numeric.c has it: digits of base 10,000, the weight of the first, a sign and a display scale.
#include "whimbrel/data/codec.h"
#include "whimbrel/data/words.h"

#include <algorithm>
#include <charconv>

namespace whimbrel::data {

namespace {

constexpr std::uint16_t k_positive = 0x0000, k_negative = 0x4000, k_nan = 0xC000, k_infinity = 0xD000, k_minus_infinity = 0xF000;
constexpr int k_most_digits = 131'072, k_most_scale = 16'383;  ///< NUMERIC_MAX_PRECISION's neighbours: what the documentation allows

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A canonical text in parts.
struct Parts {
    bool negative = false;
    std::string_view whole, fraction;  ///< without leading zeros; with trailing ones
};

Parts parts_of(std::string_view text) {
    Parts out;
    if (text.starts_with('-')) {
        out.negative = true;
        text.remove_prefix(1);
    }
    const auto point = text.find('.');
    out.whole = text.substr(0, point);
    if (point != std::string_view::npos) out.fraction = text.substr(point + 1);
    if (out.whole == "0") out.whole = {};
    return out;
}

/// Of special values: NaN above Infinity above numbers above -Infinity.
int rank(std::string_view text) {
    if (text == "NaN") return 2;
    if (text == "Infinity") return 1;
    return text == "-Infinity" ? -1 : 0;
}

bool is_zero(const Parts& parts) {
    return parts.whole.empty() && std::ranges::all_of(parts.fraction, [](char c) { return c == '0'; });
}

std::weak_ordering compare_size(const Parts& one, const Parts& other) {
    if (one.whole.size() != other.whole.size()) return one.whole.size() <=> other.whole.size();
    if (const auto order = one.whole.compare(other.whole); order != 0) return order <=> 0;
    for (std::size_t at = 0; at < std::max(one.fraction.size(), other.fraction.size()); ++at) {
        const char a = at < one.fraction.size() ? one.fraction[at] : '0';
        const char b = at < other.fraction.size() ? other.fraction[at] : '0';
        if (a != b) return a <=> b;
    }
    return std::weak_ordering::equivalent;
}

std::weak_ordering reversed(std::weak_ordering order) { return 0 <=> order; }

}  // namespace

std::optional<Numeric> Numeric::parse(std::string_view text) {
    text = trimmed(text);
    if (same_word(text, "nan")) return Numeric(std::string("NaN"));
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        const auto rest = text.substr(1);
        if (same_word(rest, "infinity") || same_word(rest, "inf")) return Numeric(std::string(negative ? "-Infinity" : "Infinity"));
        text = rest;
    }
    if (same_word(text, "infinity") || same_word(text, "inf")) return Numeric(std::string(negative ? "-Infinity" : "Infinity"));

    std::string digits;
    std::size_t point = std::string::npos, at = 0;
    for (; at < text.size() && (is_digit(text[at]) || text[at] == '.'); ++at) {
        if (text[at] != '.') digits += text[at];
        else if (point != std::string::npos) return std::nullopt;
        else point = digits.size();
    }
    if (digits.empty()) return std::nullopt;
    if (point == std::string::npos) point = digits.size();
    long scale = static_cast<long>(digits.size() - point);
    if (at < text.size()) {
        if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
        ++at;
        if (at < text.size() && text[at] == '+') {
            ++at;
            if (at < text.size() && text[at] == '-') return std::nullopt;
        }
        int exponent = 0;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
        if (error != std::errc{} || end != text.data() + text.size() || exponent > k_most_digits || exponent < -k_most_digits) return std::nullopt;
        scale -= exponent;
    }
    // Zeros where the exponent moves the point beyond the digits.
    if (scale < 0) {
        digits.append(static_cast<std::size_t>(-scale), '0');
        scale = 0;
    }
    if (static_cast<std::size_t>(scale) >= digits.size()) digits.insert(0, static_cast<std::size_t>(scale) + 1 - digits.size(), '0');
    std::string whole = digits.substr(0, digits.size() - static_cast<std::size_t>(scale));
    const std::string fraction = digits.substr(whole.size());
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    if (whole.size() > static_cast<std::size_t>(k_most_digits) || fraction.size() > static_cast<std::size_t>(k_most_scale)) return std::nullopt;
    std::string out = whole;
    if (!fraction.empty()) out += "." + fraction;
    if (negative && out.find_first_of("123456789") != std::string::npos) out.insert(0, 1, '-');
    return Numeric(std::move(out));
}

int Numeric::scale() const { return is_finite() ? static_cast<int>(parts_of(text_).fraction.size()) : 0; }
int Numeric::whole_digits() const { return is_finite() ? static_cast<int>(parts_of(text_).whole.size()) : 0; }
bool Numeric::is_finite() const { return rank(text_) == 0; }

std::weak_ordering Numeric::operator<=>(const Numeric& other) const {
    const int mine = rank(text_), theirs = rank(other.text_);
    if (mine != 0 || theirs != 0) return mine <=> theirs;
    const auto one = parts_of(text_), two = parts_of(other.text_);
    if (is_zero(one) && is_zero(two)) return std::weak_ordering::equivalent;
    const bool one_below = one.negative && !is_zero(one), two_below = two.negative && !is_zero(two);
    if (one_below != two_below) return one_below ? std::weak_ordering::less : std::weak_ordering::greater;
    const auto order = compare_size(one, two);
    return one_below ? reversed(order) : order;
}

bool Codec<Numeric>::read(std::string_view bytes, Numeric& out) {
    if (bytes.size() < 8 || bytes.size() % 2 != 0) return false;
    const auto word = [&](std::size_t at) { return wire::big_endian<std::uint16_t>(bytes.data() + at * 2); };
    const int count = word(0), weight = static_cast<std::int16_t>(word(1)), scale = word(3);
    const auto sign = word(2);
    if (bytes.size() != 8 + static_cast<std::size_t>(count) * 2) return false;
    std::string text;
    if (sign == k_nan) text = "NaN";
    else if (sign == k_infinity) text = "Infinity";
    else if (sign == k_minus_infinity) text = "-Infinity";
    else if (sign != k_positive && sign != k_negative) return false;
    if (!text.empty()) {
        out = *Numeric::parse(text);
        return true;
    }
    const auto group = [&](int at) { return at >= 0 && at < count ? int{word(4 + static_cast<std::size_t>(at))} : 0; };
    const auto append_group = [&](int value) {
        for (const int unit : {1000, 100, 10, 1}) text += static_cast<char>('0' + value / unit % 10);
    };
    for (int at = 0; at <= weight; ++at) append_group(group(at));
    if (weight < 0) text = "0";
    if (scale > 0) {
        text += '.';
        const auto start = text.size();
        for (int at = weight + 1; text.size() - start < static_cast<std::size_t>(scale); ++at) append_group(at < 0 ? 0 : group(at));
        text.resize(start + static_cast<std::size_t>(scale));
    }
    if (sign == k_negative) text.insert(0, 1, '-');
    const auto parsed = Numeric::parse(text);
    if (parsed) out = *parsed;
    return parsed.has_value();
}

void Codec<Numeric>::write(const Numeric& value, std::string& out) {
    const auto header = [&](std::uint16_t count, std::int16_t weight, std::uint16_t sign, std::uint16_t scale) {
        wire::append(count, out);
        wire::append(static_cast<std::uint16_t>(weight), out);
        wire::append(sign, out);
        wire::append(scale, out);
    };
    const auto& text = value.text();
    if (text == "NaN") return header(0, 0, k_nan, 0);
    if (text == "Infinity") return header(0, 0, k_infinity, 0);
    if (text == "-Infinity") return header(0, 0, k_minus_infinity, 0);
    const auto parts = parts_of(text);
    std::string digits((4 - parts.whole.size() % 4) % 4, '0');
    digits += parts.whole;
    const auto whole_groups = digits.size() / 4;
    digits += parts.fraction;
    digits.append((4 - digits.size() % 4) % 4, '0');
    std::vector<std::uint16_t> groups;
    for (std::size_t at = 0; at < digits.size(); at += 4) {
        int group = 0;
        for (std::size_t digit = 0; digit < 4; ++digit) group = group * 10 + (digits[at + digit] - '0');
        groups.push_back(static_cast<std::uint16_t>(group));
    }
    int weight = static_cast<int>(whole_groups) - 1;
    std::size_t first = 0;
    while (first < groups.size() && groups[first] == 0) {
        ++first;
        --weight;
    }
    while (groups.size() > first && groups.back() == 0) groups.pop_back();
    const auto count = groups.size() - first;
    header(static_cast<std::uint16_t>(count), static_cast<std::int16_t>(count == 0 ? 0 : weight), parts.negative && count > 0 ? k_negative : k_positive,
           static_cast<std::uint16_t>(parts.fraction.size()));
    for (std::size_t at = first; at < groups.size(); ++at) wire::append(groups[at], out);
}

bool Codec<Numeric>::parse(std::string_view text, Numeric& out) {
    const auto parsed = Numeric::parse(text);
    if (parsed) out = *parsed;
    return parsed.has_value();
}
std::string Codec<Numeric>::render(const Numeric& value) { return value.text(); }

}  // namespace whimbrel::data

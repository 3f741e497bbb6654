// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/codec.h"

#include <algorithm>
#include <charconv>

namespace whimbrel::data {

namespace {

constexpr std::string_view k_hex = "0123456789abcdef";

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

template <class Byte>
void append_hex(Byte byte, std::string& out) {
    out += k_hex[static_cast<std::size_t>(byte) >> 4];
    out += k_hex[static_cast<std::size_t>(byte) & 15];
}

/// A number without sign, at most `digits` long, off the text; -1 where there is none.
int take_number(std::string_view& text, std::size_t digits) {
    std::size_t length = 0;
    int value = 0;
    while (length < text.size() && length < digits && text[length] >= '0' && text[length] <= '9') value = value * 10 + (text[length++] - '0');
    text.remove_prefix(length);
    return length == 0 ? -1 : value;
}

bool parse_v4(std::string_view text, std::array<std::uint8_t, 16>& out) {
    for (std::size_t at = 0; at < 4; ++at) {
        if (at > 0) {
            if (!text.starts_with('.')) return false;
            text.remove_prefix(1);
        }
        const int part = take_number(text, 3);
        if (part < 0 || part > 255) return false;
        out[at] = static_cast<std::uint8_t>(part);
    }
    return text.empty();
}

/// Of one of the numbers of an address; in one of version 6 none may have any.
bool has_leading_zero(std::string_view address) {
    for (std::size_t at = 0; at + 1 < address.size(); ++at)
        if (address[at] == '0' && (at == 0 || address[at - 1] == '.') && address[at + 1] != '.') return true;
    return false;
}

/// Eight groups, of which "::" may stand for any number of zeros; the last two may be written as an address of version 4.
bool parse_v6(std::string_view text, std::array<std::uint8_t, 16>& out) {
    std::vector<std::uint8_t> head, tail;
    bool gap = false;
    if (text.starts_with("::")) {
        gap = true;
        text.remove_prefix(2);
    }
    while (!text.empty()) {
        auto& bytes = gap ? tail : head;
        const auto end = text.find(':');
        const auto group = text.substr(0, end);
        if (group.find('.') != std::string_view::npos) {
            std::array<std::uint8_t, 16> last{};
            if (end != std::string_view::npos || has_leading_zero(group) || !parse_v4(group, last)) return false;
            bytes.insert(bytes.end(), last.begin(), last.begin() + 4);
            text = {};
            break;
        }
        if (group.empty() || group.size() > 4) return false;
        int value = 0;
        for (const char c : group) {
            if (hex_digit(c) < 0) return false;
            value = value * 16 + hex_digit(c);
        }
        bytes.push_back(static_cast<std::uint8_t>(value >> 8));
        bytes.push_back(static_cast<std::uint8_t>(value & 255));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
        if (text.starts_with(':')) {
            if (gap) return false;
            gap = true;
            text.remove_prefix(1);
        } else if (text.empty()) {
            return false;
        }
    }
    const auto given = head.size() + tail.size();
    if (gap ? given >= 16 : given != 16) return false;
    out.fill(0);
    std::ranges::copy(head, out.begin());
    std::ranges::copy(tail, out.end() - static_cast<std::ptrdiff_t>(tail.size()));
    return true;
}

std::string v6_text(const std::array<std::uint8_t, 16>& address) {
    const auto group = [&](std::size_t at) { return address[at * 2] << 8 | address[at * 2 + 1]; };
    // The first longest run of two or more zeros is left out (inet_net_ntop.c).
    std::size_t best = 8, best_length = 1;
    for (std::size_t at = 0; at < 8; ++at) {
        std::size_t length = 0;
        while (at + length < 8 && group(at + length) == 0) ++length;
        if (length > best_length) best = at, best_length = length;
    }
    std::string out;
    for (std::size_t at = 0; at < 8; ++at) {
        if (at == best) {
            out += "::";
            at += best_length - 1;
            continue;
        }
        if (!out.empty() && !out.ends_with(':')) out += ':';
        // ::1.2.3.4 and ::ffff:1.2.3.4
        if (at == 6 && best == 0 && (best_length == 6 || (best_length == 5 && group(5) == 0xFFFF))) {
            for (std::size_t byte = 12; byte < 16; ++byte) out += (byte == 12 ? "" : ".") + std::to_string(int{address[byte]});
            break;
        }
        char hex[8];
        out.append(hex, std::to_chars(hex, hex + sizeof hex, group(at), 16).ptr);
    }
    return out;
}

int most_bits(Inet::Family family) { return family == Inet::Family::v4 ? 32 : 128; }

std::string address_text(const Inet& value) {
    if (value.family == Inet::Family::v6) return v6_text(value.address);
    std::string out;
    for (std::size_t at = 0; at < 4; ++at) out += (at == 0 ? "" : ".") + std::to_string(int{value.address[at]});
    return out;
}

bool has_host_bits(const Inet& value) {
    for (int bit = value.prefix; bit < most_bits(value.family); ++bit)
        if ((value.address[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0) return true;
    return false;
}

/// network.c's network_send: family, bits, whether it is a cidr, bytes that follow, address.
constexpr std::uint8_t k_family_v4 = 2, k_family_v6 = 3;

bool read_inet(std::string_view bytes, Inet& out) {
    if (bytes.size() < 4) return false;
    const auto at = [&](std::size_t index) { return static_cast<std::uint8_t>(bytes[index]); };
    const bool v4 = at(0) == k_family_v4;
    if (!v4 && at(0) != k_family_v6) return false;
    const std::size_t length = v4 ? 4 : 16;
    if (at(3) != length || bytes.size() != 4 + length || at(1) > length * 8) return false;
    out.family = v4 ? Inet::Family::v4 : Inet::Family::v6;
    out.prefix = at(1);
    out.address.fill(0);
    for (std::size_t index = 0; index < length; ++index) out.address[index] = at(4 + index);
    return true;
}

void write_inet(const Inet& value, char is_cidr, std::string& out) {
    const bool v4 = value.family == Inet::Family::v4;
    const std::size_t length = v4 ? 4 : 16;
    out += static_cast<char>(v4 ? k_family_v4 : k_family_v6);
    out += static_cast<char>(value.prefix);
    out += is_cidr;
    out += static_cast<char>(length);
    for (std::size_t index = 0; index < length; ++index) out += static_cast<char>(value.address[index]);
}

template <class T>
bool parse_by_type(std::string_view text, T& out) {
    const auto parsed = T::parse(text);
    if (parsed) out = *parsed;
    return parsed.has_value();
}

}  // namespace

std::optional<Uuid> Uuid::parse(std::string_view text) {
    // uuid.c's string_to_uuid: braces around, hyphens after any group of four digits.
    if (text.starts_with('{')) {
        if (!text.ends_with('}')) return std::nullopt;
        text = text.substr(1, text.size() - 2);
    }
    Uuid out;
    std::size_t at = 0;
    for (std::size_t byte = 0; byte < 16; ++byte) {
        if (at + 1 >= text.size()) return std::nullopt;
        const int high = hex_digit(text[at]), low = hex_digit(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.bytes[byte] = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
        if (byte % 2 == 1 && byte < 15 && at < text.size() && text[at] == '-') ++at;
    }
    return at == text.size() ? std::optional(out) : std::nullopt;
}

std::string Uuid::text() const {
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (at == 4 || at == 6 || at == 8 || at == 10) out += '-';
        append_hex(bytes[at], out);
    }
    return out;
}

std::optional<MacAddr> MacAddr::parse(std::string_view text) {
    // 08:00:2b:01:02:03, 08-00-…, 08002b:010203, 08002b-…, 0800.2b01.0203, 0800-2b01-0203, 08002b010203
    std::string digits, separators;
    for (const char c : text) {
        if (hex_digit(c) >= 0) digits += c, separators += hex_digit(c) >= 0 ? 'x' : c;
        else separators += c;
    }
    constexpr std::array<std::string_view, 7> forms{"xx:xx:xx:xx:xx:xx", "xx-xx-xx-xx-xx-xx", "xxxxxx:xxxxxx", "xxxxxx-xxxxxx",
                                                    "xxxx.xxxx.xxxx",    "xxxx-xxxx-xxxx",    "xxxxxxxxxxxx"};
    if (std::ranges::find(forms, std::string_view(separators)) == forms.end()) return std::nullopt;
    MacAddr out;
    for (std::size_t at = 0; at < 6; ++at) out.bytes[at] = static_cast<std::uint8_t>(hex_digit(digits[at * 2]) << 4 | hex_digit(digits[at * 2 + 1]));
    return out;
}

std::string MacAddr::text() const {
    std::string out;
    for (const auto byte : bytes) {
        if (!out.empty()) out += ':';
        append_hex(byte, out);
    }
    return out;
}

std::optional<Inet> Inet::parse(std::string_view text) {
    Inet out;
    const auto slash = text.find('/');
    const auto address = text.substr(0, slash);
    if (address.find(':') == std::string_view::npos) {
        if (!parse_v4(address, out.address)) return std::nullopt;
    } else {
        out.family = Family::v6;
        if (!parse_v6(address, out.address)) return std::nullopt;
    }
    out.prefix = static_cast<std::uint8_t>(most_bits(out.family));
    if (slash == std::string_view::npos) return out;
    auto rest = text.substr(slash + 1);
    // getbits() of src/backend/utils/adt/inet_net_pton.c
    if (out.family == Family::v6 && rest.size() > 1 && rest.front() == '0') return std::nullopt;
    const int bits = take_number(rest, 3);
    if (bits < 0 || !rest.empty() || bits > most_bits(out.family)) return std::nullopt;
    out.prefix = static_cast<std::uint8_t>(bits);
    return out;
}

std::string Inet::text() const {
    auto out = address_text(*this);
    if (int{prefix} != most_bits(family)) out += "/" + std::to_string(int{prefix});
    return out;
}

std::optional<Cidr> Cidr::parse(std::string_view text) {
    const auto parsed = Inet::parse(text);
    if (!parsed || has_host_bits(*parsed)) return std::nullopt;
    return Cidr{*parsed};
}

std::string Cidr::text() const { return address_text(*this) + "/" + std::to_string(int{prefix}); }

bool Codec<Uuid>::read(std::string_view bytes, Uuid& out) {
    if (bytes.size() != out.bytes.size()) return false;
    std::memcpy(out.bytes.data(), bytes.data(), bytes.size());
    return true;
}
void Codec<Uuid>::write(const Uuid& value, std::string& out) {
    for (const auto byte : value.bytes) out += static_cast<char>(byte);
}
bool Codec<Uuid>::parse(std::string_view text, Uuid& out) { return parse_by_type(text, out); }
std::string Codec<Uuid>::render(const Uuid& value) { return value.text(); }

bool Codec<MacAddr>::read(std::string_view bytes, MacAddr& out) {
    if (bytes.size() != out.bytes.size()) return false;
    std::memcpy(out.bytes.data(), bytes.data(), bytes.size());
    return true;
}
void Codec<MacAddr>::write(const MacAddr& value, std::string& out) {
    for (const auto byte : value.bytes) out += static_cast<char>(byte);
}
bool Codec<MacAddr>::parse(std::string_view text, MacAddr& out) { return parse_by_type(text, out); }
std::string Codec<MacAddr>::render(const MacAddr& value) { return value.text(); }

bool Codec<Inet>::read(std::string_view bytes, Inet& out) { return read_inet(bytes, out); }
void Codec<Inet>::write(const Inet& value, std::string& out) { write_inet(value, 0, out); }
bool Codec<Inet>::parse(std::string_view text, Inet& out) { return parse_by_type(text, out); }
std::string Codec<Inet>::render(const Inet& value) { return value.text(); }

bool Codec<Cidr>::read(std::string_view bytes, Cidr& out) { return read_inet(bytes, out); }
void Codec<Cidr>::write(const Cidr& value, std::string& out) { write_inet(value, 1, out); }
bool Codec<Cidr>::parse(std::string_view text, Cidr& out) { return parse_by_type(text, out); }
std::string Codec<Cidr>::render(const Cidr& value) { return value.text(); }

bool Codec<Bytea>::read(std::string_view bytes, Bytea& out) {
    out.resize(bytes.size());
    if (!bytes.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
    return true;
}
void Codec<Bytea>::write(const Bytea& value, std::string& out) {
    for (const auto byte : value) out += static_cast<char>(byte);
}
bool Codec<Bytea>::parse(std::string_view text, Bytea& out) {
    // The hex form, which is the output's by default; the escape form is read as far as it is printable text.
    out.clear();
    if (!text.starts_with("\\x")) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '\\') {
                if (at + 1 >= text.size() || text[at + 1] != '\\') return false;
                ++at;
            }
            out.push_back(static_cast<std::byte>(text[at]));
        }
        return true;
    }
    text.remove_prefix(2);
    if (text.size() % 2 != 0) return false;
    for (std::size_t at = 0; at < text.size(); at += 2) {
        const int high = hex_digit(text[at]), low = hex_digit(text[at + 1]);
        if (high < 0 || low < 0) return false;
        out.push_back(static_cast<std::byte>(high << 4 | low));
    }
    return true;
}
std::string Codec<Bytea>::render(const Bytea& value) {
    std::string out = "\\x";
    for (const auto byte : value) append_hex(byte, out);
    return out;
}

}  // namespace whimbrel::data

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/cpp_names.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace whimbrel::codegen {

namespace {

/// Keywords of C++23, macros that standard headers and compilers define in small letters, and the namespaces that generated code names.
constexpr auto k_reserved = std::to_array<std::string_view>(
    {"alignas",  "alignof",  "and",      "and_eq",   "asm",          "assert",    "auto",      "bitand",        "bitor",       "bool",
     "break",    "case",     "catch",    "char",     "char16_t",     "char32_t",  "char8_t",   "class",         "co_await",    "co_return",
     "co_yield", "compl",    "concept",  "const",    "const_cast",   "consteval", "constexpr", "constinit",     "continue",    "decltype",
     "default",  "delete",   "do",       "double",   "dynamic_cast", "else",      "enum",      "errno",         "explicit",    "export",
     "extern",   "false",    "float",    "for",      "friend",       "goto",      "if",        "inline",        "int",         "linux",
     "long",     "major",    "makedev",  "minor",    "mutable",      "namespace", "new",       "noexcept",      "not",         "not_eq",
     "nullptr",  "offsetof", "operator", "or",       "or_eq",        "private",   "protected", "public",        "register",    "reinterpret_cast",
     "requires", "return",   "setjmp",   "short",    "signed",       "sizeof",    "static",    "static_assert", "static_cast", "std",
     "stderr",   "stdin",    "stdout",   "struct",   "switch",       "template",  "this",      "thread_local",  "throw",       "true",
     "try",      "typedef",  "typeid",   "typename", "union",        "unix",      "unsigned",  "using",         "va_arg",      "va_copy",
     "va_end",   "va_start", "virtual",  "void",     "volatile",     "wchar_t",   "whimbrel",  "while",         "xor",         "xor_eq"});

/// U+00C0 to U+00FF.
constexpr auto k_latin =
    std::to_array<std::string_view>({"A", "A", "A", "A", "A", "A", "AE", "C", "E",  "E",  "E", "E", "I", "I", "I", "I", "D",  "N", "O",  "O", "O", "O",
                                     "O", "_", "O", "U", "U", "U", "U",  "Y", "TH", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e", "e", "e",
                                     "i", "i", "i", "i", "d", "n", "o",  "o", "o",  "o",  "o", "_", "o", "u", "u", "u", "u",  "y", "th", "y"});

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// Takes a character of UTF-8 off the text; a byte that begins none is taken alone.
std::uint32_t take_character(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t code = size == 1 ? first : first & (0xFFU >> (size + 1));
    for (std::size_t at = 1; at < size && at < text.size(); ++at) code = (code << 6U) | (static_cast<unsigned char>(text[at]) & 0x3FU);
    text.remove_prefix(std::min(size, text.size()));
    return code;
}

std::string spelled(std::uint32_t code) { return format("u{:04x}", code); }

/// Letters, digits and single underscores.
std::string folded(std::string_view name) {
    std::string out, codes;
    for (auto rest = name; !rest.empty();) {
        const auto code = take_character(rest);
        codes += spelled(code);
        const char c = static_cast<char>(code);
        if (code < 0x80 && (is_lower(c) || is_upper(c) || is_digit(c))) out += c;
        else if (code < 0x80) out += '_';
        else if (code >= 0xC0 && code <= 0xFF) out += k_latin[code - 0xC0];
        else out += spelled(code);
    }
    if (name.empty()) return "empty";
    if (std::ranges::all_of(out, [](char c) { return c == '_'; })) return codes;
    // Two underscores are the compiler's, and one before a capital.
    const auto doubled = std::ranges::unique(out, [](char one, char other) { return one == '_' && other == '_'; });
    out.erase(doubled.begin(), doubled.end());
    if (out.front() == '_' && is_upper(out[1])) out.erase(0, 1);
    if (is_digit(out.front())) out.insert(0, 1, '_');
    return out;
}

bool is_reserved(std::string_view name) { return std::ranges::find(k_reserved, name) != k_reserved.end(); }

/// Characters that turn the direction of writing: compilers warn of them, since they hide what a line says.
bool is_direction(std::uint32_t code) { return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F; }

}  // namespace

std::string cpp_identifier(std::string_view name) {
    auto out = folded(name);
    const bool has_upper = std::ranges::any_of(out, is_upper), has_lower = std::ranges::any_of(out, is_lower);
    if (has_upper && !has_lower) std::ranges::transform(out, out.begin(), lower);
    return is_reserved(out) ? out + "_" : out;
}

std::string cpp_type_identifier(std::string_view type_name) {
    auto out = folded(type_name);
    return is_reserved(out) ? out + "_" : out;
}

std::string snake_case(std::string_view type_name) {
    const auto name = folded(type_name);
    std::string out;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char before = at == 0 ? '_' : name[at - 1], after = at + 1 < name.size() ? name[at + 1] : '_';
        if (is_upper(name[at]) && before != '_' && (!is_upper(before) || is_lower(after))) out += '_';
        out += lower(name[at]);
    }
    return out;
}

bool is_cpp_namespace(std::string_view name) {
    while (true) {
        const auto end = name.find("::");
        const auto part = name.substr(0, end);
        if (part.empty() || part == "_" || folded(part) != part || is_reserved(part) || part.back() == '_') return false;
        if (end == std::string_view::npos) return true;
        name.remove_prefix(end + 2);
    }
}

std::string CppScope::take(std::string_view name) {
    const auto wanted = cpp_identifier(name);
    auto out = wanted;
    const std::string bar = wanted.ends_with('_') ? "" : "_";
    for (int number = 1; !taken_.insert(out).second; ++number) out = wanted + bar + (number == 1 ? (bar.empty() ? "1" : "") : std::to_string(number));
    return out;
}

std::vector<std::string> CppScope::take_all(const std::vector<std::string>& names) {
    std::vector<std::string> out(names.size());
    for (std::size_t at = 0; at < names.size(); ++at)
        if (cpp_identifier(names[at]) == names[at] && !taken_.contains(names[at])) out[at] = take(names[at]);
    for (std::size_t at = 0; at < names.size(); ++at)
        if (out[at].empty()) out[at] = take(names[at]);
    return out;
}

std::string cpp_string(std::string_view text) {
    std::string out = "\"";
    for (auto rest = text; !rest.empty();) {
        const auto before = rest;
        const auto code = take_character(rest);
        if (code == '"' || code == '\\') out += format("\\{}", static_cast<char>(code));
        else if (code == '\n') out += "\\n";
        else if (code < 0x20 || code == 0x7F) out += format("\\{:03o}", code);
        else if (is_direction(code)) out += format("\\u{:04x}", code);
        else out += before.substr(0, before.size() - rest.size());
    }
    return out + '"';
}

std::string cpp_documentation(std::string_view text, std::string_view indent) {
    if (text.empty()) return {};
    std::string out, line;
    const auto end_line = [&] {
        while (line.ends_with(' ')) line.pop_back();
        // A line that ends with a backslash would go on in the next one.
        if (line.ends_with('\\')) line += '.';
        out += format("{}///{}{}\n", indent, line.empty() ? "" : " ", line);
        line.clear();
    };
    for (auto rest = text; !rest.empty();) {
        const auto before = rest;
        const auto code = take_character(rest);
        if (code == '\n' || (code == '\r' && !rest.starts_with('\n'))) end_line();
        else if (code >= 0x20 && !is_direction(code)) line += before.substr(0, before.size() - rest.size());
    }
    end_line();
    return out;
}

}  // namespace whimbrel::codegen

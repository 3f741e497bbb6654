// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/names.h"

#include "whimbrel/data/json_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace whimbrel::codegen {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Punctuation and symbols beyond ASCII, which no identifier of JavaScript's takes (the larger blocks of Unicode's that hold nothing else).
bool is_symbol(char32_t code) {
    struct Block {
        char32_t first, last;
    };
    static constexpr auto k_blocks = std::to_array<Block>(
        {{0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x2070},   {0x2074, 0x207E},
         {0x2080, 0x208E}, {0x20A0, 0x20CF}, {0x2190, 0x2BFF}, {0x2E00, 0x2E7F}, {0x2FF0, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},   {0xE000, 0xF8FF},
         {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xF0000, 0x10FFFF}});
    return std::ranges::any_of(k_blocks, [&](const Block& block) { return block.first <= code && code <= block.last; });
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Plurals that no ending tells, and words that only look like plurals.
constexpr auto k_irregular = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"analyses", "analysis"}, {"bases", "basis"},     {"children", "child"}, {"crises", "crisis"},   {"criteria", "criterion"},
    {"feet", "foot"},         {"geese", "goose"},     {"indices", "index"},  {"lens", "lens"},       {"matrices", "matrix"},
    {"men", "man"},           {"mice", "mouse"},      {"movies", "movie"},   {"news", "news"},       {"people", "person"},
    {"series", "series"},     {"species", "species"}, {"teeth", "tooth"},    {"vertices", "vertex"}, {"women", "woman"},
    {"caches", "cache"},      {"cookies", "cookie"},  {"aliases", "alias"},  {"buses", "bus"},
});

std::string named(const NameRules& rules, std::string_view schema, std::string_view name, std::string type) {
    if (const auto given = rules.given.find(std::string(schema) + "." + std::string(name)); given != rules.given.end()) return given->second;
    return schema == "public" ? std::move(type) : pascal_case(schema) + type;
}

}  // namespace

std::string pascal_case(std::string_view name) {
    std::string out;
    bool begins = true;
    while (!name.empty()) {
        const auto before = name;
        const auto code = data::take_character(name);
        const char c = before.front();
        if ((!is_letter(c) && !is_digit(c)) || is_symbol(code)) {
            begins = true;
            continue;
        }
        if (out.empty() && is_digit(c)) out += '_';
        if (before.size() - name.size() > 1) out += before.substr(0, before.size() - name.size());
        else out += begins ? upper(c) : c;
        begins = is_digit(c);
    }
    return out.empty() ? "_" : out;
}

bool is_type_name(std::string_view name) {
    const auto is_ascii_letter = [](char c) { return is_letter(c) && static_cast<unsigned char>(c) < 0x80; };
    return !name.empty() && is_ascii_letter(name.front()) && std::ranges::all_of(name, [&](char c) { return is_ascii_letter(c) || is_digit(c) || c == '_'; });
}

std::string singular(std::string_view word) {
    const auto irregular = std::ranges::find(k_irregular, word, &std::pair<std::string_view, std::string_view>::first);
    if (irregular != k_irregular.end()) return std::string(irregular->second);
    const auto without = [&](std::size_t letters, std::string_view ending = {}) { return std::string(word.substr(0, word.size() - letters)).append(ending); };
    if (word.size() > 4 && word.ends_with("ies")) return without(3, "y");
    for (const std::string_view ending : {"sses", "shes", "ches", "xes", "zzes", "tuses"})
        if (word.ends_with(ending)) return without(2);
    for (const std::string_view ending : {"ss", "us", "is"})
        if (word.ends_with(ending)) return std::string(word);
    if (word.size() > 2 && word.ends_with("s")) return without(1);
    return std::string(word);
}

std::string row_type_name(const NameRules& rules, std::string_view schema, std::string_view name) {
    if (rules.number == NameRules::Number::as_it_is) return named(rules, schema, name, pascal_case(name));
    const auto last = name.rfind('_') + 1;  // 0 where there is none
    return named(rules, schema, name, pascal_case(std::string(name.substr(0, last)) + singular(name.substr(last))));
}

std::string value_type_name(const NameRules& rules, std::string_view schema, std::string_view name) { return named(rules, schema, name, pascal_case(name)); }

std::string list_type_name(const NameRules& rules, std::string_view schema, std::string_view relation, std::string_view column) {
    const auto given = rules.given.find(std::string(schema).append(".").append(relation).append(".").append(column));
    return given != rules.given.end() ? given->second : row_type_name(rules, schema, relation) + pascal_case(column);
}

}  // namespace whimbrel::codegen

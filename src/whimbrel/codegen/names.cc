// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace whimbrel::codegen {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
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
    return schema == "public" ? type : pascal_case(schema) + type;
}

}  // namespace

std::string pascal_case(std::string_view name) {
    std::string out;
    bool begins = true;
    for (const char c : name) {
        if (!is_letter(c) && !is_digit(c)) {
            begins = true;
            continue;
        }
        if (out.empty() && is_digit(c)) out += '_';
        out += begins ? upper(c) : c;
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

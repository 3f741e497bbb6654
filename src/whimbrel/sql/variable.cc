// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/sql/variable.h"

#include "whimbrel/base/sha256.h"
#include "whimbrel/sql/secret.h"

#include <algorithm>

namespace whimbrel::sql {

namespace {

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_large(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::size_t k_hash_digits = 6;

}  // namespace

std::string Variable::render() const { return ":'" + name + "'"; }

std::string Variable::environment_name() const {
    std::string out = name;
    for (char& c : out)
        if (is_small(c)) c = static_cast<char>(c - 'a' + 'A');
    return out;
}

bool is_variable_name(std::string_view text) {
    if (text.empty() || is_digit(text.front())) return false;
    return std::ranges::all_of(text, [](char c) { return is_small(c) || is_large(c) || is_digit(c) || c == '_'; });
}

std::string variable_name(std::span<const std::string> parts) {
    std::string out, whole;
    bool is_told = true;
    for (const auto& part : parts) {
        if (!out.empty()) out += "__";
        whole += part + '\n';
        is_told = is_told && part.find("__") == std::string::npos && !part.starts_with('_') && !part.ends_with('_');
        for (const char c : part) {
            const bool stays = is_small(c) || is_digit(c) || c == '_';
            is_told = is_told && stays;
            out += stays ? c : is_large(c) ? static_cast<char>(c - 'A' + 'a') : '_';
        }
    }
    if (!is_told) out += "_" + sha256_hex(whole).substr(0, k_hash_digits);
    return is_variable_name(out) ? out : "v_" + out;
}

std::string stand_in(std::string_view variable) { return std::string(k_stand_in) + std::string(variable); }

std::optional<std::string> variable_of(std::string_view value) {
    if (!value.starts_with(k_stand_in)) return std::nullopt;
    value.remove_prefix(k_stand_in.size());
    if (!is_variable_name(value)) return std::nullopt;
    return std::string(value);
}

}  // namespace whimbrel::sql

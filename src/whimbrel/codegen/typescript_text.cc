// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/typescript_text.h"

#include "whimbrel/base/format.h"
#include "whimbrel/codegen/wrapping.h"

#include <algorithm>

namespace whimbrel::codegen {

std::string typescript_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else if (c == '\r') out += "\\r";
        else out += c;
    }
    return out + '"';
}

std::string typescript_property(std::string_view name) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'; };
    const bool plain = std::ranges::all_of(name, fits) && !(name.front() >= '0' && name.front() <= '9');
    return plain ? std::string(name) : typescript_string(name);
}

std::string typescript_documentation(std::string_view text, std::string_view indent) {
    if (text.empty()) return {};
    std::string body;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("*/")) body += "*\\";
        else if (text[at] == '\n') body += format("\n{} * ", indent);
        else body += text[at];
    }
    const bool is_short =
        body.find('\n') == std::string::npos && indent.size() + body.size() + std::string_view("/**  */").size() <= width_of(Language::typescript);
    return is_short ? format("{}/** {} */\n", indent, body) : format("{0}/**\n{0} * {1}\n{0} */\n", indent, body);
}

std::string typescript_union(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& value : values) out += (out.empty() ? "" : " | ") + typescript_string(value);
    return out.empty() ? "never" : out;
}

std::string typescript_tuple(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& value : values) out += (out.empty() ? "" : ", ") + typescript_string(value);
    return "[" + out + "]";
}

std::string camel_case(std::string name) {
    if (name.front() >= 'A' && name.front() <= 'Z') name.front() = static_cast<char>(name.front() - 'A' + 'a');
    return name;
}

namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Not by %, which an import would read as a part of a URL. A name's dots are told from the one between schema and name.
std::string written_in_file(std::string_view name, bool with_capitals) {
    std::string out;
    for (const char c : name) {
        const bool fits = (c >= 'a' && c <= 'z') || (is_capital(c) && with_capitals) || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (fits) out += c;
        else out += format("${:02x}", static_cast<unsigned char>(c));
    }
    return out;
}

bool differ_in_case_alone(std::string_view one, std::string_view other) {
    const auto small = [](char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; };
    return one != other && std::ranges::equal(one, other, {}, small, small);
}

}  // namespace

std::string typescript_file(const Model& model, const Relation& relation) {
    const auto plain = [](const Relation& one) { return one.schema == "public" ? one.name : one.schema + '.' + one.name; };
    const auto own = plain(relation);
    const bool has_twin = std::ranges::any_of(own, is_capital) &&
                          std::ranges::any_of(model.relations, [&](const Relation& other) { return differ_in_case_alone(own, plain(other)); });
    const auto name = written_in_file(relation.name, !has_twin);
    if (relation.schema == "public") return name;
    // "audit.d.ts" would be a file of declarations.
    return written_in_file(relation.schema, !has_twin) + '.' + (name == "d" ? "$64" : name);
}

}  // namespace whimbrel::codegen

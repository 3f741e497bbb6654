// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/typescript_text.h"

#include "whimbrel/base/format.h"

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
    const bool is_short = body.find('\n') == std::string::npos;
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

std::string typescript_file(const Relation& relation) {
    std::string out;
    for (const char c : relation.schema == "public" ? relation.name : relation.schema + "." + relation.name) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
        if (fits) out += c;
        else out += format("%{:02x}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace whimbrel::codegen

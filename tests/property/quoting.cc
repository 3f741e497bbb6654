// SPDX-License-Identifier: Apache-2.0
#include "tests/property/quoting.h"

#include "whimbrel/parse/head.h"
#include "whimbrel/parse/lexer.h"
#include "whimbrel/sql/names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace whimbrel::property {

namespace {

std::string other_name(const std::string& name) {
    std::string out = name;
    out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
    return sql::Identifier{out + " x"}.render();
}

void take_names(const catalog::Catalog& catalog, std::set<std::string>& names) {
    const auto take = [&](const std::string& name) {
        if (!name.empty() && name != "public") names.insert(name);
    };
    for (const auto& [id, object] : catalog.objects()) {
        if (id.kind == "extension" || !id.on.empty()) continue;
        take(id.schema);
        take(id.name);
        take(id.parent);
        const auto value = nlohmann::json::parse(object.kind->to_json(object));
        for (const auto* list : {"columns", "attributes"})
            if (value.contains(list) && value[list].is_array())
                for (const auto& part : value[list])
                    if (part.is_object() && part.contains("name")) take(part["name"].get<std::string>());
    }
}

/// What stands in nextval('s.numbers').
bool is_a_name(std::string_view text, const std::set<std::string>& names) {
    const auto tokens = parse::lex(text);
    return !tokens.empty() && std::ranges::all_of(tokens, [&](const parse::Token& token) {
        return token.text(text) == "." || token.text(text) == "public" || names.contains(parse::stored_name(token.text(text)));
    });
}

}  // namespace

std::set<std::string> own_names(const catalog::Catalog& from, const catalog::Catalog& to, const std::set<std::string>& keywords) {
    std::set<std::string> out;
    take_names(from, out);
    take_names(to, out);
    std::erase_if(out, [&](const std::string& name) { return keywords.contains(name); });
    return out;
}

std::string with_names_quoted(std::string_view sql, const std::set<std::string>& names) {
    std::string out;
    std::size_t end = 0;
    for (const auto& token : parse::lex(sql)) {
        out += sql.substr(end, token.begin - end);
        end = token.end;
        const auto text = token.text(sql);
        const bool is_name = token.kind == parse::TokenKind::word || token.kind == parse::TokenKind::quoted_identifier;
        if (is_name && names.contains(parse::stored_name(text))) {
            out += other_name(parse::stored_name(text));
        } else if (token.kind == parse::TokenKind::dollar_string) {
            const auto tag = text.substr(0, text.find('$', 1) + 1);
            out += std::string(tag) + with_names_quoted(text.substr(tag.size(), text.size() - 2 * tag.size()), names) + std::string(tag);
        } else if (token.kind == parse::TokenKind::string && text.front() == '\'' && is_a_name(text.substr(1, text.size() - 2), names)) {
            out += "'" + with_names_quoted(text.substr(1, text.size() - 2), names) + "'";
        } else if (token.kind == parse::TokenKind::line_comment && text.find('@') != std::string_view::npos) {
            out += "--" + with_names_quoted(text.substr(2), names);
        } else {
            out += text;
        }
    }
    return out + std::string(sql.substr(end));
}

}  // namespace whimbrel::property

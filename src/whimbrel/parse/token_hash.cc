// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/token_hash.h"

#include "whimbrel/base/sha256.h"
#include "whimbrel/parse/directive.h"
#include "whimbrel/parse/lexer.h"

namespace whimbrel::parse {

namespace {

std::string lower(std::string_view text) {
    std::string folded(text);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return folded;
}

/// CRLF as LF: git and editors turn one into the other inside function bodies too.
std::string with_line_feeds(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') out += text[at];
    return out;
}

std::string with_folded_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
        if (!blank) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// The key of \restrict is a random one in each dump; psql alone has a use for it.
bool is_restriction(std::string_view command) { return command.starts_with("\\restrict") || command.starts_with("\\unrestrict"); }

}  // namespace

std::string token_hash(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Sha256 hash;
    for (const auto& token : lex(text)) {
        const auto piece = token.text(text);
        switch (token.kind) {
            case TokenKind::line_comment:
            case TokenKind::block_comment:
                if (const auto content = directive_text(piece); !content.empty()) hash.add("-- " + with_folded_blanks(content));
                break;
            case TokenKind::psql_command:
                if (!is_restriction(piece)) hash.add(with_folded_blanks(piece));
                break;
            case TokenKind::word:
            case TokenKind::number:
                hash.add(lower(piece));
                break;
            case TokenKind::string:
            case TokenKind::dollar_string:
            case TokenKind::quoted_identifier:
            case TokenKind::unterminated:
                hash.add(with_line_feeds(piece));
                break;
            case TokenKind::parameter:
            case TokenKind::punctuation:
                hash.add(piece);
                break;
        }
    }
    return hash.hex();
}

}  // namespace whimbrel::parse

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/this_database.h"

#include "whimbrel/sql/names.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace whimbrel::shadow {

namespace {

/// The tokens of a statement without its comments.
class Words {
public:
    explicit Words(const std::string& text) : text_(text), tokens_(parse::lex(text)) {
        std::erase_if(tokens_, [](const parse::Token& token) { return token.is_comment(); });
    }
    [[nodiscard]] std::size_t size() const { return tokens_.size(); }
    [[nodiscard]] std::string_view text(std::size_t at) const { return at < size() ? tokens_[at].text(text_) : std::string_view(); }
    [[nodiscard]] std::size_t begin(std::size_t at) const { return tokens_[at].begin; }
    /// True where these words follow each other from there on.
    [[nodiscard]] bool are(std::size_t at, std::initializer_list<std::string_view> words) const {
        return std::ranges::all_of(words, [&](std::string_view word) { return parse::is_word(text(at++), word); });
    }

private:
    const std::string& text_;
    std::vector<parse::Token> tokens_;
};

/// SET, RESET or CONNECTION LIMIT, alone: ALTER DATABASE says more, of the server's business.
bool is_declared(const Words& words, std::size_t at) {
    if (words.are(at, {"RESET"}) || (words.are(at, {"SET"}) && !words.are(at + 1, {"TABLESPACE"}))) return true;
    if (words.are(at, {"WITH"})) ++at;
    // A negative number is two tokens.
    return words.are(at, {"CONNECTION", "LIMIT"}) && words.size() <= at + (words.text(at + 2) == "-" ? 4 : 3);
}

/// Where the name stands; 0 where the statement names none, or several.
std::size_t place_of_name(const parse::Head& head, const Words& words) {
    if (head.verb == "ALTER" && head.object == "DATABASE") return is_declared(words, 3) ? 2 : 0;
    if (head.verb == "ALTER" && (head.object == "ROLE" || head.object == "USER"))
        return words.are(3, {"IN", "DATABASE"}) && (words.are(6, {"SET"}) || words.are(6, {"RESET"})) ? 5 : 0;
    if (head.object != "DATABASE") return 0;
    if (head.verb == "COMMENT") return words.are(4, {"IS"}) ? 3 : 0;
    if (head.verb == "SECURITY LABEL") {
        const std::size_t at = words.are(2, {"FOR"}) ? 6 : 4;
        return words.are(at + 1, {"IS"}) ? at : 0;
    }
    if (head.verb != "GRANT" && head.verb != "REVOKE") return 0;
    std::size_t at = 1;
    while (at < words.size() && !words.are(at, {"ON", "DATABASE"})) ++at;
    return words.are(at + 3, {"TO"}) || words.are(at + 3, {"FROM"}) ? at + 2 : 0;
}

}  // namespace

std::optional<DatabaseName> database_named(const parse::SplitStatement& statement) {
    const Words words(statement.text);
    const auto at = place_of_name(statement.head, words);
    if (at == 0) return std::nullopt;
    return DatabaseName{words.begin(at), words.text(at).size(), parse::stored_name(words.text(at))};
}

std::string with_database(const parse::SplitStatement& statement, const DatabaseName& named, const std::string& database) {
    std::string text = statement.text;
    return text.replace(named.begin, named.size, sql::Identifier{database}.render());
}

}  // namespace whimbrel::shadow

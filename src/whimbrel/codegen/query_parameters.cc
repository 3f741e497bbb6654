// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/base/format.h"
#include "whimbrel/codegen/query_file.h"
#include "whimbrel/parse/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace whimbrel::codegen {

using parse::Token;
using parse::TokenKind;

namespace {

/// Operators that may stand right before @name without a blank; no operator of PostgreSQL's is one of them with an @ behind.
constexpr auto k_before_parameter = std::to_array<std::string_view>(
    {"@", "=@", "<>@", "!=@", ">=@", "<=@", ">@", "+@", "-@", "*@", "/@", "%@", "||@", "~@", "!~@", "~*@", "!~*@", "~~@", "^@"});

int characters(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

class Reading {
public:
    Reading(const parse::SplitFile& file, const parse::SplitStatement& statement)
        : file_(file), statement_(statement), text_(statement.text), tokens_(parse::lex(text_)) {}

    Result<PreparedText> run() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const auto& token = tokens_[i];
            if (token.kind == TokenKind::parameter) {
                if (!numbered_) numbered_ = token.begin;
            } else if (is_parameter(i)) {
                WHIMBREL_CHECK(take_parameter(i));
                ++i;
            } else if (token.kind == TokenKind::quoted_identifier && is_output_name(i)) {
                take_override(token);
            }
            if (numbered_ && !out_.parameters.empty()) return mixed();
        }
        out_.filled.text += text_.substr(at_);
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_parameter(std::size_t i) const {
        const auto& token = tokens_[i];
        if (token.kind != TokenKind::punctuation || i + 1 == tokens_.size()) return false;
        const auto& next = tokens_[i + 1];
        if (next.kind != TokenKind::word || next.begin != token.end) return false;
        const bool touches_name = i > 0 && tokens_[i - 1].end == token.begin && is_name(tokens_[i - 1]);
        return std::ranges::find(k_before_parameter, token.text(text_)) != k_before_parameter.end() && !(touches_name && token.text(text_) == "@");
    }

    [[nodiscard]] static bool is_name(const Token& token) {
        return token.kind == TokenKind::word || token.kind == TokenKind::quoted_identifier || token.kind == TokenKind::number;
    }

    [[nodiscard]] bool is_output_name(std::size_t i) const {
        const auto text = tokens_[i].text(text_);
        return i > 0 && tokens_[i - 1].kind == TokenKind::word && parse::is_word(tokens_[i - 1].text(text_), "AS") &&
               (text.ends_with("!\"") || text.ends_with("?\"")) && text.size() > 3;
    }

    /// A ? right behind the name, and no operator's.
    [[nodiscard]] bool may_be_null(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].begin == tokens_[i - 1].end && tokens_[i].text(text_) == "?";
    }

    Result<> take_parameter(std::size_t i) {
        const auto begin = tokens_[i].end - 1;
        const auto name = tokens_[i + 1].text(text_);
        const bool nullable = may_be_null(i + 2);
        auto known = std::ranges::find(out_.parameters, name, &WrittenParameter::name);
        if (known == out_.parameters.end()) known = out_.parameters.insert(known, {std::string(name), nullable});
        // The server does not tell two uses of one parameter apart, and neither does who calls the function.
        else if (known->nullable != nullable)
            return wrong(begin, format("@{} is written with and without \"?\"", name)).hint(format("Write @{}? everywhere, if it may be NULL.", name));
        replace(begin, tokens_[i + 1].end + (nullable ? 1 : 0), format("${}", known - out_.parameters.begin() + 1));
        return {};
    }

    void take_override(const Token& token) {
        auto text = std::string(token.text(text_));
        const bool nullable = text[text.size() - 2] == '?';
        text.erase(text.size() - 2, 1);
        out_.nullable.insert_or_assign(parse::stored_name(text), nullable);
        replace(token.begin, token.end, text);
    }

    void replace(std::size_t begin, std::size_t end, const std::string& by) {
        auto& filled = out_.filled;
        filled.text += text_.substr(at_, begin - at_);
        const int first = characters(filled.text) + 1;
        filled.text += by;
        filled.shifts.push_back({.begin = first,
                                 .end = first + characters(by),
                                 .written = characters(text_.substr(0, begin)) + 1,
                                 .written_end = characters(text_.substr(0, end)) + 1});
        at_ = end;
    }

    [[nodiscard]] Failing wrong(std::size_t offset, std::string message) const {
        return fail(ErrorCode::query_invalid, std::move(message)).at(parse::span_in(file_, statement_, characters(text_.substr(0, offset)) + 1));
    }

    [[nodiscard]] Failing mixed() const {
        return wrong(*numbered_, "the query has parameters by number and by name")
            .hint(format("Write a name in the place of the number, as in @{}.", out_.parameters.front().name));
    }

    const parse::SplitFile& file_;
    const parse::SplitStatement& statement_;
    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::optional<std::size_t> numbered_;  ///< of the first $1
    PreparedText out_;
};

}  // namespace

Result<PreparedText> read_parameters(const parse::SplitFile& file, const parse::SplitStatement& statement) { return Reading(file, statement).run(); }

}  // namespace whimbrel::codegen

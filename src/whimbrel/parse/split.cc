// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/split.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/element.h"
#include "whimbrel/parse/text_check.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace whimbrel::parse {

namespace {

constexpr auto k_none = std::numeric_limits<std::size_t>::max();

/// Lines and columns of offsets that only grow, so that the whole file is walked once.
class PositionCursor {
public:
    explicit PositionCursor(std::string_view source) : source_(source) {}
    Position at(std::size_t offset) {
        const auto step = position_of(source_.substr(offset_), offset - offset_);
        position_.column = step.line == 1 ? position_.column + step.column - 1 : step.column;
        position_.line += step.line - 1;
        offset_ = offset;
        return position_;
    }

private:
    std::string_view source_;
    std::size_t offset_ = 0;
    Position position_;
};

struct FoundDirective {
    std::size_t token;
    Directive directive;
};

class Splitter {
public:
    explicit Splitter(SplitFile& file) : file_(file), source_(file.text), tokens_(lex(source_)), cursor_(source_) {}

    Result<> run() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            switch (tokens_[i].kind) {
                case TokenKind::line_comment:
                case TokenKind::block_comment:
                    WHIMBREL_CHECK(add_comment(i));
                    break;
                case TokenKind::psql_command:
                    WHIMBREL_CHECK(add_psql_command(i));
                    break;
                case TokenKind::unterminated:
                    return unterminated(i);
                case TokenKind::word:
                case TokenKind::quoted_identifier:
                case TokenKind::string:
                case TokenKind::dollar_string:
                case TokenKind::number:
                case TokenKind::parameter:
                case TokenKind::punctuation:
                    WHIMBREL_CHECK(add_token(i));
                    break;
            }
        }
        return end_of_file();
    }

private:
    [[nodiscard]] std::string_view text(std::size_t token) const { return tokens_[token].text(source_); }

    [[nodiscard]] SourceSpan span(std::size_t offset) const {
        const auto position = position_of(source_, offset);
        return {file_.file, position.line, position.column};
    }

    [[nodiscard]] bool is(std::size_t token, std::string_view upper_case) const {
        return tokens_[token].kind == TokenKind::word && is_word(text(token), upper_case);
    }

    Result<> add_comment(std::size_t token) {
        auto parsed = parse_directive(text(token));
        if (!parsed) return misplaced(std::move(parsed).error(), tokens_[token].begin);
        if (!*parsed) return {};
        auto directive = std::move(**parsed);
        directive.offset = tokens_[token].begin;
        directive.line = cursor_.at(directive.offset).line;
        // Behind a statement, on its last line, it is that statement's.
        if (first_ == k_none && ended_at_ != k_none && on_one_line(source_, ended_at_, directive.offset)) {
            file_.statements.back().directives.push_back(std::move(directive));
            return {};
        }
        directives_.push_back({token, std::move(directive)});
        return {};
    }

    Result<> misplaced(Error error, std::size_t offset) {
        error.span = span(offset);
        return std::unexpected(std::move(error));
    }

    Result<> add_psql_command(std::size_t token) {
        const auto command = text(token).substr(0, text(token).find_first_of(" \t"));
        const bool understood = command == "\\connect" || command == "\\c" || command == "\\restrict" || command == "\\unrestrict";
        if (!understood || first_ != k_none) return refused_command(token, command);
        begin_statement(token);
        return end_statement(token, tokens_[token].end);
    }

    Result<> refused_command(std::size_t token, std::string_view command) {
        return fail(ErrorCode::psql_command_refused, format("the psql command {} is not understood here", command))
            .hint("Remove it; files are read without psql, and only \\connect, \\restrict and \\unrestrict between statements are understood.")
            .at(span(tokens_[token].begin));
    }

    void begin_statement(std::size_t token) {
        first_ = token;
        last_ = token;
        begin_depth_ = 0;
        is_routine_ = false;
        parentheses_.clear();
        position_ = cursor_.at(tokens_[token].begin);
    }

    Result<> add_token(std::size_t token) {
        const auto piece = text(token);
        if (piece == ";" && first_ == k_none) return {};
        if (piece == ";" && parentheses_.empty() && begin_depth_ == 0) return end_statement(last_, tokens_[token].end);
        if (piece == "\\") return refused_command(token, psql_word(tokens_[token].begin));
        if (first_ == k_none) begin_statement(token);
        if (piece == "(") parentheses_.push_back(token);
        if (piece == ")" && !parentheses_.empty()) parentheses_.pop_back();
        if (tokens_[token].kind == TokenKind::word) follow_body(token);
        last_ = token;
        return {};
    }

    [[nodiscard]] std::string_view psql_word(std::size_t offset) const {
        return source_.substr(offset, std::min(source_.find_first_of(" \t\r\n;", offset), source_.size()) - offset);
    }

    /// Semicolons inside BEGIN ATOMIC … END belong to the body; CASE … END nests in it (psqlscan.l does the same).
    void follow_body(std::size_t token) {
        if ((is(token, "FUNCTION") || is(token, "PROCEDURE")) && is(first_, "CREATE") && (last_ == first_ || is(last_, "REPLACE"))) is_routine_ = true;
        if (!is_routine_) return;
        if (begin_depth_ == 0) {
            if (is(token, "ATOMIC") && is(last_, "BEGIN")) {
                begin_depth_ = 1;
                body_begin_ = last_;
            }
            return;
        }
        // Behind AS or a dot even a reserved word is a name.
        if (is(last_, "AS") || text(last_) == ".") return;
        if (is(token, "CASE")) ++begin_depth_;
        if (is(token, "END")) --begin_depth_;
    }

    Result<> end_statement(std::size_t last, std::size_t end) {
        const std::span<const Token> tokens(tokens_.data() + first_, last + 1 - first_);
        SplitStatement statement{.text = std::string(source_.substr(tokens.front().begin, tokens.back().end - tokens.front().begin)),
                                 .offset = tokens.front().begin,
                                 .line = position_.line,
                                 .column = position_.column,
                                 .head = read_head(source_, tokens)};
        if (statement.head.verb == "COPY" && copies_from_stdin(last))
            return fail(ErrorCode::copy_data_refused, "a COPY block with data is not part of a declaration")
                .hint("Dump with `pg_dump --schema-only`, and put rows into seeds/.")
                .at({file_.file, statement.line, statement.column});
        WHIMBREL_CHECK(attach_directives(statement, last));
        file_.statements.push_back(std::move(statement));
        first_ = k_none;
        ended_at_ = end;
        return {};
    }

    [[nodiscard]] bool copies_from_stdin(std::size_t last) const {
        int depth = 0;
        std::size_t before = first_;
        for (auto i = first_; i <= last; ++i) {
            if (tokens_[i].is_comment()) continue;
            if (text(i) == "(") ++depth;
            if (text(i) == ")") --depth;
            if (depth == 0 && is(i, "STDIN") && is(before, "FROM")) return true;
            before = i;
        }
        return false;
    }

    Result<> attach_directives(SplitStatement& statement, std::size_t last) {
        if (directives_.empty()) return {};
        const auto elements = find_elements(source_, tokens_, first_, last, statement.head);
        for (auto& [token, directive] : std::exchange(directives_, {})) {
            if (token > first_ && token < last) {
                auto element = element_of(source_, tokens_, token, elements);
                if (!element) return misplaced(std::move(element).error(), directive.offset);
                directive.element = std::move(*element);
            }
            statement.directives.push_back(std::move(directive));
        }
        return {};
    }

    Result<> unterminated(std::size_t token) {
        const auto piece = text(token);
        const auto opened = [&](std::string_view what, std::string_view closing) -> Result<> {
            return fail(ErrorCode::sql_unterminated, format("{} is never closed", what))
                .hint(format("Close it with {}.", closing))
                .at(span(tokens_[token].begin));
        };
        if (piece.starts_with("/*")) return opened("a comment", "*/");
        if (piece.starts_with("$")) {
            const auto tag = piece.substr(0, piece.find('$', 1) + 1);
            return opened(format("the dollar-quoted text {}", tag), tag);
        }
        if (piece.substr(0, 3).find('"') != std::string_view::npos && piece.find('"') < piece.find('\'')) return opened("a quoted identifier", "\"");
        return opened("a string", "'");
    }

    Result<> end_of_file() {
        if (first_ != k_none && !parentheses_.empty())
            return fail(ErrorCode::sql_unterminated, "a parenthesis is never closed").hint("Close it with ).").at(span(tokens_[parentheses_.front()].begin));
        if (first_ != k_none && begin_depth_ > 0)
            return fail(ErrorCode::sql_unterminated, "a BEGIN ATOMIC body is never closed").hint("Close it with END.").at(span(tokens_[body_begin_].begin));
        if (first_ != k_none) {
            // What follows the last token belongs to the statement only where it stands on the same line.
            auto behind = std::ranges::find_if(
                directives_, [this](const FoundDirective& d) { return d.token > last_ && !on_one_line(source_, tokens_[last_].end, d.directive.offset); });
            std::vector<FoundDirective> left(std::make_move_iterator(behind), std::make_move_iterator(directives_.end()));
            directives_.erase(behind, directives_.end());
            WHIMBREL_CHECK(end_statement(last_, tokens_[last_].end));
            directives_ = std::move(left);
        }
        for (auto& found : directives_) file_.trailing_directives.push_back(std::move(found.directive));
        return {};
    }

    SplitFile& file_;
    std::string_view source_;
    std::vector<Token> tokens_;
    PositionCursor cursor_;
    std::size_t first_ = k_none;       ///< first token of the statement being read
    std::size_t last_ = k_none;        ///< its last token so far that is no comment
    std::size_t ended_at_ = k_none;    ///< offset behind the last statement's semicolon
    std::size_t body_begin_ = k_none;  ///< the BEGIN of its BEGIN ATOMIC
    Position position_;
    std::vector<std::size_t> parentheses_;
    int begin_depth_ = 0;
    bool is_routine_ = false;
    std::vector<FoundDirective> directives_;  ///< of the statement being read, or before it
};

}  // namespace

Result<SplitFile> split(std::string file, std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    WHIMBREL_CHECK(check_text(file, text));
    SplitFile out{.file = std::move(file), .text = std::move(text)};
    WHIMBREL_CHECK(Splitter(out).run());
    return out;
}

SourceSpan span_in(const SplitFile& file, const SplitStatement& statement, int server_position) {
    if (server_position < 1) return {file.file, statement.line, statement.column};
    const auto position = position_of(file.text, statement.offset + offset_of_character(statement.text, server_position));
    return {file.file, position.line, position.column};
}

}  // namespace whimbrel::parse

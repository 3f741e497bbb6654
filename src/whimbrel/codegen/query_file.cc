// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_file.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace whimbrel::codegen {

using parse::SplitFile;
using parse::SplitStatement;

namespace {

constexpr auto k_commands = std::to_array<std::string_view>({"many", "one", "exec", "copy"});

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view k_blanks = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(k_blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(k_blanks) - first + 1);
}

/// What a comment says, without its marks: of a line comment behind "-- ", of a block comment its lines without leading asterisks.
std::string said(std::string_view comment) {
    if (comment.starts_with("--")) {
        comment.remove_prefix(2);
        if (comment.starts_with(' ')) comment.remove_prefix(1);
        return std::string(comment.substr(0, comment.find_last_not_of(" \t\r") + 1));
    }
    comment = comment.substr(2, comment.size() - 4);
    std::string out;
    while (!comment.empty()) {
        const auto end = std::min(comment.find('\n'), comment.size());
        auto line = trimmed(comment.substr(0, end));
        if (line.starts_with('*')) line = trimmed(line.substr(1));
        if (!line.empty() || !out.empty()) out += std::string(out.empty() ? "" : "\n").append(line);
        comment.remove_prefix(std::min(end + 1, comment.size()));
    }
    return std::string(trimmed(out));
}

/// "name: search_devices :many" after its first word; nothing where the comment is no query's head.
std::optional<std::string_view> head_of(std::string_view text) {
    text = trimmed(text);
    if (!text.starts_with("name:")) return std::nullopt;
    return trimmed(text.substr(5));
}

bool is_query_name(std::string_view name) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

class Reading {
public:
    explicit Reading(SplitFile file) : file_(std::make_shared<const SplitFile>(std::move(file))), source_(file_->text) {}

    QueryTexts run() {
        std::size_t from = 0;
        for (const auto& statement : file_->statements) {
            take_comments(from, statement.offset);
            take_statement(statement);
            from = statement.offset + statement.text.size();
        }
        take_comments(from, source_.size());
        if (pending_) refuse_pending();
        return std::move(out_);
    }

private:
    struct Comment {
        std::string text;
        int line, last_line;
    };

    /// The comments between two statements; those on the line that the first one ends on are its own.
    void take_comments(std::size_t from, std::size_t to) {
        before_.clear();
        const auto gap = source_.substr(from, to - from);
        const auto begins = from == 0 ? 0 : parse::position_of(source_, from).line;
        for (const auto& token : parse::lex(gap)) {
            const auto place = parse::position_of(source_, from + token.begin);
            if (!token.is_comment() || place.line == begins) continue;
            auto text = said(token.text(gap));
            const int last = parse::position_of(source_, from + token.end).line;
            if (const auto head = head_of(text)) begin(*head, {file_->file, place.line, place.column});
            else if (pending_ && trimmed(text) == "scope: all") pending_->of_all_scopes = true;
            else if (pending_) add_comment(text);
            else before_.push_back({std::move(text), place.line, last});
        }
    }

    void begin(std::string_view head, SourceSpan place) {
        if (pending_) refuse_pending();
        QueryText query;
        query.place = std::move(place);
        query.file = file_;
        const auto colon = head.find(':');
        query.name = trimmed(head.substr(0, colon));
        const auto word = colon == std::string_view::npos ? std::string_view() : trimmed(head.substr(colon + 1));
        const auto command = std::ranges::find(k_commands, word);
        if (!is_query_name(query.name)) {
            broken_ = wrong(query.place, format("\"{}\" is no name of a query", query.name)).hint("Write a letter first, then letters, digits and _.").take();
        } else if (command == k_commands.end()) {
            broken_ = wrong(query.place, word.empty() ? format("query {} does not say what it gives", query.name)
                                                      : format("query {} is said to give \"{}\"", query.name, word))
                          .hint(format("Write -- name: {} :many, :one, :exec or :copy.", query.name))
                          .take();
        } else {
            query.command = static_cast<QueryCommand>(command - k_commands.begin());
        }
        query.comment = lines_before(query.place.line);
        pending_ = std::move(query);
    }

    /// The comment lines right before the name's, without an empty line between.
    std::string lines_before(int line) {
        auto first = before_.size();
        while (first > 0 && before_[first - 1].last_line + 1 == line) line = before_[--first].line;
        std::string out;
        for (; first < before_.size(); ++first) out += (out.empty() ? "" : "\n") + before_[first].text;
        before_.clear();
        return out;
    }

    void add_comment(std::string_view text) { pending_->comment += std::string(pending_->comment.empty() ? "" : "\n").append(text); }

    void take_statement(const SplitStatement& statement) {
        if (!pending_) {
            out_.errors.push_back(wrong({file_->file, statement.line, statement.column}, "a statement has no name")
                                      .hint("Write a line before it: -- name: search_devices :many.")
                                      .take());
            return;
        }
        auto query = *std::exchange(pending_, std::nullopt);
        auto broken = std::exchange(broken_, std::nullopt);
        if (broken) return out_.errors.push_back(std::move(*broken));
        query.statement = &statement;
        auto text = read_parameters(*file_, statement);
        if (!text) {
            text.error().context.push_back("reading query " + query.name);
            return out_.errors.push_back(std::move(text).error());
        }
        query.text = std::move(*text);
        query.comment = trimmed(query.comment);
        out_.queries.push_back(std::move(query));
    }

    void refuse_pending() {
        out_.errors.push_back(broken_ ? std::move(*broken_) : wrong(pending_->place, format("query {} has no statement", pending_->name)).take());
        pending_.reset();
        broken_.reset();
    }

    static Failing wrong(SourceSpan place, std::string message) { return fail(ErrorCode::query_invalid, std::move(message)).at(std::move(place)); }

    std::shared_ptr<const SplitFile> file_;
    std::string_view source_;
    std::vector<Comment> before_;       ///< comments that no name came after yet
    std::optional<QueryText> pending_;  ///< named, and its statement did not come yet
    std::optional<Error> broken_;       ///< what is wrong with its name
    QueryTexts out_;
};

}  // namespace

std::string_view to_text(QueryCommand command) { return k_commands[static_cast<std::size_t>(command)]; }

SourceSpan QueryText::place_of(int position) const { return parse::span_in(*file, *statement, position < 1 ? 0 : text.filled.written_position(position)); }

QueryTexts read_queries(std::string file, std::string text) {
    auto split = parse::split(std::move(file), std::move(text));
    if (!split) return {.queries = {}, .errors = {std::move(split).error()}};
    return Reading(std::move(*split)).run();
}

}  // namespace whimbrel::codegen

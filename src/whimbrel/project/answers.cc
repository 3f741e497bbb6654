// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/answers.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"

#include <algorithm>

namespace whimbrel::project {

using diff::RenameFact;

namespace {

/// The place of the first `mark` that stands outside double quotes.
std::size_t find_outside_quotes(std::string_view text, char mark) {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"') quoted = !quoted;
        if (text[at] == mark && !quoted) return at;
    }
    return std::string_view::npos;
}

/// `public."My Table".c` taken apart, each part as PostgreSQL stores it.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    for (;;) {
        const auto dot = find_outside_quotes(text, '.');
        parts.push_back(parse::stored_name(text.substr(0, dot)));
        if (dot == std::string_view::npos) return parts;
        text.remove_prefix(dot + 1);
    }
}

Failing unknown_rename(std::string_view text, const std::string& old_name, const std::vector<std::string>& known) {
    auto failing = fail(ErrorCode::rename_unknown, format("--rename {}: there is no {} before", text, old_name));
    if (const auto near = nearest(old_name, known); !near.empty()) return std::move(failing).hint(format("Write {}, if that is what is meant.", near));
    return std::move(failing).hint("Write it as KIND:OLD=NEW: table:public.groups=teams, column:public.users.handle=nick.");
}

/// column:public.users.handle=nick. The owner is any object of that name that has the part.
Result<RenameFact> parse_column_rename(std::string_view text, std::string_view old_text, std::string_view new_text, const catalog::Catalog& from) {
    auto parts = parts_of(old_text);
    const auto column = parts.back();
    parts.pop_back();
    const std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : "public";
    for (const auto& [id, object] : from.objects())
        if (!parts.empty() && id.name == parts.back() && id.schema == schema && id.on.empty() && object.kind->has_part != nullptr &&
            object.kind->has_part(object, kinds::column_part(column)))
            return RenameFact{id, id, kinds::column_part(column), kinds::column_part(parts_of(new_text).back())};
    return unknown_rename(text, "column " + std::string(old_text), {});
}

std::string old_name(const RenameFact& candidate) {
    if (!candidate.part.empty()) return std::string(kinds::part_name(candidate.part));
    return candidate.from.schema == candidate.to.schema ? candidate.from.name : sql::QualifiedName{candidate.from.schema, candidate.from.name}.render();
}

std::string new_thing(const RenameFact& candidate) {
    if (candidate.part.empty()) return candidate.to.describe();
    return format("column {} of {}", kinds::part_name(candidate.to_part), candidate.to.describe());
}

/// One question for each new name, with every old one that it could have had.
kinds::Question question_for(const std::vector<RenameFact>& candidates) {
    const auto& first = candidates.front();
    kinds::Question question{
        .id = rename_question_id(first), .text = format("is {} new, or was it called something else before?", new_thing(first)), .choices = {}};
    for (const auto& candidate : candidates)
        question.choices.push_back(format("Answer {} if it was {} before: its rows stay.", old_name(candidate), old_name(candidate)));
    question.choices.emplace_back("Answer none if it is new: what it resembles is dropped.");
    return question;
}

class Settling {
public:
    Settling(const Workspace& workspace, const Asked& asked, const Answers& answers) : workspace_(workspace), states_(asked), answers_(answers) {}

    Result<Settled> run(const source::Facts& declared) {
        out_.renames = declared.renames;
        out_.facts = declared.answers;
        for (const auto& [id, answer] : answers_.given)
            if (!id.starts_with("rename:")) out_.facts.answers.insert(out_.facts.answers.begin(), {id, answer});
        for (const auto& text : answers_.renames) {
            WHIMBREL_TRY(auto fact, parse_rename(text, states_.from));
            out_.renames.push_back(std::move(fact));
        }
        // Settling one may settle or raise others: the columns of a renamed table.
        for (;;) {
            const auto group = next_candidates();
            if (group.empty()) return std::move(out_);
            WHIMBREL_CHECK(settle_one(group));
        }
    }

private:
    std::vector<RenameFact> next_candidates() const {
        std::vector<RenameFact> group;
        const auto settled = diff::sort_facts(states_.from, states_.to, out_.renames).open;
        for (auto& candidate : diff::rename_candidates(states_.from, states_.to, states_.changes, settled)) {
            const auto id = rename_question_id(candidate);
            if (std::ranges::find(asked_, id) != asked_.end()) continue;
            if (group.empty() || rename_question_id(group.front()) == id) group.push_back(std::move(candidate));
        }
        return group;
    }

    Result<> settle_one(const std::vector<RenameFact>& group) {
        const auto question = question_for(group);
        asked_.push_back(question.id);
        const auto chosen = [&](const std::string& answer) {
            return std::ranges::find_if(group, [&](const RenameFact& candidate) { return old_name(candidate) == answer; });
        };
        const auto fits = [&](const std::string& answer) { return answer == "none" || chosen(answer) != group.end(); };
        const auto given = std::ranges::find(answers_.given, question.id, &std::pair<std::string, std::string>::first);
        std::optional<std::string> answer;
        if (given != answers_.given.end()) {
            answer = given->second;
            if (!fits(*answer)) return no_answer(question, *answer);
        }
        while (!answer && workspace_.talk.ask) {
            answer = workspace_.talk.ask(question);
            if (!answer) break;
            if (fits(*answer)) continue;
            workspace_.warn(format("\"{}\" is no answer to that", *answer));
            answer.reset();
        }
        if (!answer) {
            out_.open.push_back(question);
            return {};
        }
        if (*answer != "none") out_.renames.push_back(*chosen(*answer));
        out_.used.emplace_back(question.id, *answer);
        return {};
    }

    static Failing no_answer(const kinds::Question& question, const std::string& answer) {
        Error error = fail(ErrorCode::answers_invalid, format("\"{}\" is no answer to {}: {}", answer, question.id, question.text)).take();
        error.hints = question.choices;
        return Failing(std::move(error));
    }

    const Workspace& workspace_;
    const Asked& states_;
    const Answers& answers_;
    Settled out_;
    std::vector<std::string> asked_;
};

}  // namespace

Result<std::pair<std::string, std::string>> parse_answer(std::string_view text) {
    const auto equals = find_outside_quotes(text, '=');
    if (equals == std::string_view::npos || equals == 0)
        return fail(ErrorCode::answers_invalid, format("\"{}\" is not ID=VALUE", text))
            .hint("Write it as --answer 'fill:table:public.groups/column:slug=lower(name)'.");
    return std::pair{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

Result<RenameFact> parse_rename(std::string_view text, const catalog::Catalog& from) {
    const auto equals = find_outside_quotes(text, '=');
    const auto colon = find_outside_quotes(text, ':');
    if (equals == std::string_view::npos || colon == std::string_view::npos || colon > equals)
        return fail(ErrorCode::rename_unknown, format("--rename {}: that is not KIND:OLD=NEW", text))
            .hint("Write it as table:public.groups=teams or column:public.users.handle=nick.");
    const auto kind = text.substr(0, colon);
    const auto old_text = text.substr(colon + 1, equals - colon - 1);
    const auto new_text = text.substr(equals + 1);
    if (kind == "column") return parse_column_rename(text, old_text, new_text, from);
    std::vector<std::string> known;
    const auto wanted = std::string(kind) + ":" + std::string(old_text);
    for (const auto& [id, object] : from.objects()) {
        if (id.kind != kind || !id.on.empty()) continue;
        known.push_back(id.render());
        if (id.render() != wanted && id.render() != std::string(kind) + ":public." + std::string(old_text)) continue;
        const auto parts = parts_of(new_text);
        auto to = id;
        to.name = parts.back();
        if (parts.size() > 1) to.schema = parts[parts.size() - 2];
        return RenameFact{id, to};
    }
    return unknown_rename(text, wanted, known);
}

std::string rename_question_id(const RenameFact& candidate) {
    return "rename:" + candidate.to.render() + (candidate.to_part.empty() ? "" : "/" + candidate.to_part);
}

Result<Settled> settle(const Workspace& workspace, const Asked& asked, const source::Facts& declared, const Answers& answers) {
    return Settling(workspace, asked, answers).run(declared);
}

}  // namespace whimbrel::project

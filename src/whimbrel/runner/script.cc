// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/script.h"

#include "whimbrel/base/format.h"
#include "whimbrel/parse/lexer.h"
#include "whimbrel/parse/secret.h"
#include "whimbrel/parse/token_hash.h"

#include <algorithm>
#include <utility>

namespace whimbrel::runner {

namespace {

using parse::SplitStatement;
using parse::StatementClass;

constexpr std::size_t k_brief = 80;

std::vector<std::string> upper_words(const std::string& text) {
    std::vector<std::string> words;
    for (const auto& token : parse::lex(text)) {
        if (token.is_comment()) continue;
        std::string word(token.text(text));
        if (token.kind == parse::TokenKind::word)
            std::ranges::transform(word, word.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        words.push_back(std::move(word));
    }
    return words;
}

bool holds(const std::vector<std::string>& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

bool stands_alone(const SplitStatement& statement) {
    const bool is_asked = std::ranges::any_of(
        statement.directives, [](const parse::Directive& directive) { return directive.name == "whimbrel" && directive.argument == "no-transaction"; });
    return statement.head.outside_transaction || is_asked;
}

/// A value that ALTER TYPE … ADD VALUE adds cannot be used before its transaction ends (PostgreSQL, ALTER TYPE, Notes).
bool ends_transaction(const SplitStatement& statement) {
    if (statement.head.verb != "ALTER" || statement.head.object != "TYPE") return false;
    const auto words = upper_words(statement.text);
    const auto add = std::ranges::find(words, "ADD");
    return add != words.end() && add + 1 != words.end() && *(add + 1) == "VALUE";
}

class Cutter {
public:
    explicit Cutter(Script& script) : script_(script) {}

    Result<> run() {
        for (std::size_t i = 0; i < script_.file.statements.size(); ++i) {
            const auto& statement = script_.file.statements[i];
            if (statement.head.statement_class == StatementClass::transaction) {
                WHIMBREL_CHECK(add_control(i));
            } else if (statement.head.statement_class == StatementClass::psql) {
                WHIMBREL_CHECK(check_psql(statement));
            } else {
                add(i);
            }
        }
        if (explicit_) return refused(script_.file.statements[begun_], "BEGIN is never followed by COMMIT", "Write COMMIT; where the transaction ends.");
        close();
        for (auto& unit : script_.units) {
            std::string text = unit.begin;
            for (const auto i : unit.statements) text += ";" + script_.file.statements[i].text;
            unit.hash = parse::token_hash(text);
        }
        return {};
    }

private:
    [[nodiscard]] Result<> refused(const SplitStatement& statement, std::string message, std::string hint) const {
        return fail(ErrorCode::script_refused, std::move(message)).at({script_.file.file, statement.line, statement.column}).hint(std::move(hint));
    }

    Result<> add_control(std::size_t i) {
        const auto& statement = script_.file.statements[i];
        const auto& verb = statement.head.verb;
        const auto words = upper_words(statement.text);
        if (verb == "BEGIN" || verb == "START") {
            if (explicit_) return refused(statement, "BEGIN stands inside a transaction", "Write COMMIT; before it, or remove it.");
            close();
            open_ = {.kind = UnitKind::transaction, .begin = statement.text, .statements = {}};
            explicit_ = true;
            begun_ = i;
            return {};
        }
        const bool ends = verb == "COMMIT" || verb == "END";
        if (ends && (holds(words, "CHAIN") || holds(words, "PREPARED")))
            return refused(statement, format("{} cannot be in a migration", brief(statement.text)), "Write COMMIT; and BEGIN;.");
        if (ends && !explicit_) return refused(statement, "COMMIT stands outside of a transaction", "Write BEGIN; where the transaction begins, or remove it.");
        if (ends) {
            explicit_ = false;
            close();
            return {};
        }
        const bool to_savepoint = verb == "ROLLBACK" && holds(words, "TO");
        if (to_savepoint || verb == "SAVEPOINT" || verb == "RELEASE") {
            add(i);
            return {};
        }
        return refused(statement, format("{} cannot be in a migration", brief(statement.text)),
                       "Remove it; a transaction whose statements fail is rolled back as a whole.");
    }

    Result<> check_psql(const SplitStatement& statement) const {
        if (statement.head.verb == "\\restrict" || statement.head.verb == "\\unrestrict") return {};
        return refused(statement, format("{} cannot be in a migration", statement.head.verb),
                       "Remove it; a migration is applied to the database that the command names.");
    }

    void add(std::size_t i) {
        const auto& statement = script_.file.statements[i];
        if (explicit_) {
            open_.statements.push_back(i);
            return;
        }
        if (stands_alone(statement)) {
            close();
            push({.kind = UnitKind::statement, .statements = {i}});
            return;
        }
        const bool is_setting = statement.head.statement_class == StatementClass::setting;
        if (is_setting && open_.statements.empty()) {
            push({.kind = UnitKind::setting, .statements = {i}});
            return;
        }
        if (open_.statements.empty()) open_ = {.kind = UnitKind::transaction, .begin = "BEGIN", .statements = {}};
        open_.statements.push_back(i);
        if (ends_transaction(statement)) close();
    }

    void close() {
        if (!open_.statements.empty()) push(std::move(open_));
        open_ = {};
    }

    void push(Unit unit) {
        if (unit.kind != UnitKind::setting) unit.ordinal = ++script_.steps;
        script_.units.push_back(std::move(unit));
    }

    Script& script_;
    Unit open_;
    bool explicit_ = false;  ///< `open_` was begun by the file
    std::size_t begun_ = 0;
};

}  // namespace

Result<Script> cut(std::string file, std::string text) {
    Script script;
    WHIMBREL_TRY(script.file, parse::split(std::move(file), std::move(text)));
    WHIMBREL_CHECK(Cutter(script).run());
    return script;
}

std::vector<Lossy> lossy_of(const SplitStatement& statement) {
    std::vector<Lossy> found;
    for (const auto& directive : statement.directives) {
        if (directive.name != "lossy") continue;
        const std::string_view argument = directive.argument;
        bool quoted = false;  // an id ends at a blank, but for those in quoted names
        std::size_t end = 0;
        for (; end < argument.size() && (quoted || (argument[end] != ' ' && argument[end] != '\t')); ++end)
            if (argument[end] == '"') quoted = !quoted;
        Lossy lossy{.object = std::string(argument.substr(0, end)), .when = {}};
        constexpr std::string_view k_when = " when ";
        if (argument.substr(end).starts_with(k_when)) lossy.when = argument.substr(end + k_when.size());
        found.push_back(std::move(lossy));
    }
    return found;
}

std::string brief(const std::string& text) {
    const auto statement = parse::without_secrets(text);
    std::string line = statement.substr(0, statement.find_first_of("\r\n"));
    while (!line.empty() && (line.back() == ' ' || line.back() == '(')) line.pop_back();
    const bool is_whole = line.size() == statement.size() && line.size() <= k_brief;
    if (line.size() > k_brief) {
        std::size_t end = k_brief;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
        line.resize(end);
    }
    return is_whole ? line : line + " …";
}

}  // namespace whimbrel::runner

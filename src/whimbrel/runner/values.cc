// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/values.h"

#include "whimbrel/base/format.h"
#include "whimbrel/sql/variable.h"

#include <algorithm>

namespace whimbrel::runner {

namespace {

std::optional<std::string> value_of(const Wire& wire, const std::string& variable) {
    const auto name = sql::Variable{variable}.environment_name();
    if (auto value = wire.environment().variable(name)) return value;
    const auto& more = wire.options().variables;
    const auto it = more.find(name);
    if (it == more.end() || it->second.empty()) return std::nullopt;
    return it->second;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

/// libpq quotes the word of a connection string that it stumbles over. What is shorter than this may as well be another name.
constexpr std::size_t k_shortest_piece = 3;
void take_quoted_pieces_out(std::string& text, const std::string& value, std::string_view by) {
    for (auto open = text.find('"'); open != std::string::npos;) {
        const auto close = text.find('"', open + 1);
        if (close == std::string::npos) return;
        const auto piece = std::string_view(text).substr(open + 1, close - open - 1);
        if (piece.size() < k_shortest_piece || value.find(piece) == std::string::npos) {
            open = text.find('"', close + 1);
            continue;
        }
        text.replace(open, close + 1 - open, by);
        open = text.find('"', open + by.size());
    }
}

}  // namespace

Result<> require_values(const Wire& wire, const Script& script) {
    std::vector<std::string> missing;
    const parse::SplitStatement* first = nullptr;
    for (const auto& unit : script.units) {
        for (const auto index : unit.statements) {
            const auto& statement = script.file.statements[index];
            for (const auto& use : parse::variables_in(statement.text)) {
                if (value_of(wire, use.name) || std::ranges::find(missing, use.name) != missing.end()) continue;
                if (first == nullptr) first = &statement;
                missing.push_back(use.name);
            }
        }
    }
    if (missing.empty()) return {};
    std::string names, variables;
    for (const auto& name : missing) {
        names += (names.empty() ? "" : ", ") + sql::Variable{name}.render();
        variables += (variables.empty() ? "" : ", ") + sql::Variable{name}.environment_name();
    }
    return fail(ErrorCode::variable_unset, format("{} has no value", names))
        .at({script.file.file, first->line, first->column})
        .hint(format("Set {} in the environment, or in .env.", variables));
}

parse::Filled filled(const Wire& wire, const parse::SplitStatement& statement) {
    return parse::fill(statement.text, [&](const std::string& name) { return value_of(wire, name).value_or(std::string()); });
}

void take_values_out(const Wire& wire, const parse::SplitStatement& statement, ServerReport& report) {
    for (const auto& use : parse::variables_in(statement.text)) {
        const auto value = value_of(wire, use.name);
        if (!value) continue;
        const auto name = sql::Variable{use.name}.render();
        for (auto* text : {&report.message, &report.detail, &report.hint, &report.where}) {
            replace_all(*text, sql::Literal{*value}.render(), name);
            replace_all(*text, *value, name);
            if (value->find_first_of("=:") != std::string::npos) take_quoted_pieces_out(*text, *value, name);
        }
    }
}

}  // namespace whimbrel::runner

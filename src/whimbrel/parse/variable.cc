// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/parse/variable.h"

#include "whimbrel/parse/lexer.h"
#include "whimbrel/sql/names.h"
#include "whimbrel/sql/variable.h"

#include <algorithm>
#include <array>

namespace whimbrel::parse {

namespace {

int characters(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::vector<VariableUse> variables_in(std::string_view statement) {
    std::vector<VariableUse> out;
    if (statement.find(":'") == std::string_view::npos) return out;
    const auto tokens = lex(statement);
    int brackets = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto text = tokens[i].text(statement);
        if (text == "[") ++brackets;
        if (text == "]") --brackets;
        if (text != ":" || brackets > 0 || i + 1 == tokens.size()) continue;
        const auto& next = tokens[i + 1];
        if (next.kind != TokenKind::string || next.begin != tokens[i].end || statement[next.begin] != '\'') continue;
        const auto name = statement.substr(next.begin + 1, next.end - next.begin - 2);
        if (sql::is_variable_name(name)) out.push_back({std::string(name), tokens[i].begin, next.end});
    }
    return out;
}

int Filled::written_position(int position) const {
    int moved = 0;
    for (const auto& shift : shifts) {
        if (position < shift.begin) break;
        if (position < shift.end) return shift.written;
        moved = shift.written_end - shift.end;
    }
    return position + moved;
}

Filled fill(std::string_view statement, const std::function<std::string(const std::string&)>& value) {
    Filled out;
    std::size_t at = 0;
    for (const auto& use : variables_in(statement)) {
        out.text += statement.substr(at, use.begin - at);
        Filled::Shift shift{.begin = characters(out.text) + 1, .end = 0, .written = characters(statement.substr(0, use.begin)) + 1, .written_end = 0};
        out.text += sql::Literal{value(use.name)}.render();
        shift.end = characters(out.text) + 1;
        shift.written_end = characters(statement.substr(0, use.end)) + 1;
        out.shifts.push_back(shift);
        at = use.end;
    }
    out.text += statement.substr(at);
    return out;
}

Filled fill_with_stand_ins(std::string_view statement) {
    return fill(statement, [](const std::string& name) { return sql::stand_in(name); });
}

bool may_hold_variables(const Head& head) {
    constexpr auto k_objects = std::to_array<std::string_view>({"FOREIGN DATA WRAPPER", "FOREIGN TABLE", "SERVER", "SUBSCRIPTION", "USER MAPPING"});
    return (head.verb == "CREATE" || head.verb == "ALTER") && std::ranges::find(k_objects, head.object) != k_objects.end();
}

}  // namespace whimbrel::parse

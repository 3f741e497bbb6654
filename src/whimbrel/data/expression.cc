// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/expression.h"

#include "whimbrel/base/format.h"

namespace whimbrel::data {

Expression& Expression::add(const Expression& other) {
    pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
    parameters_.append(other.parameters_);
    return *this;
}

Failing Expression::not_joined(ColumnRef column) {
    return fail(ErrorCode::request_invalid, format("the query asks for {} of {}, which it does not take rows from", column.info().name, column.relation->name))
        .hint("Join it: query<…>().join(…).");
}

namespace detail {

std::string pattern_of(std::string_view text) {
    std::string out = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}

}  // namespace detail

JsonPlace::JsonPlace(ColumnRef column, const std::vector<std::string>& path) {
    std::string keys = "{";
    for (const auto& key : path) {
        if (keys.size() > 1) keys += ',';
        wire::append_array_element(key, keys);
    }
    expression_.add("(").add(column).add("#>>").add_text(keys + "}").add("::text[])");
}

Condition JsonPlace::compare(sql::Keywords words, std::string_view text) const {
    Expression out;
    out.add(expression_).add(words).add_text(text);
    return Condition(std::move(out));
}

Condition JsonPlace::is_null() const {
    Expression out;
    out.add(expression_).add("IS NULL");
    return Condition(std::move(out));
}

}  // namespace whimbrel::data

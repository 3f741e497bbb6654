// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/data/input.h"

#include "whimbrel/base/format.h"
#include "whimbrel/data/json_text.h"

#include <algorithm>

namespace whimbrel::data {

namespace {

using Next = JsonScanner::Next;
using Sort = InputValue::Sort;

/// Elements of an array in an array are no values of a column's: their text is enough.
enum class Elements : std::uint8_t { taken, passed_over };

bool take_value(JsonScanner& scanner, int depth, Elements wanted, InputValue& out) {
    const auto sort = scanner.next();
    const auto begin = scanner.at();
    switch (sort) {
        case Next::string:
            out.sort = Sort::string;
            return scanner.string(&out.text);
        case Next::array:
            out.sort = Sort::array;
            break;
        case Next::object:
            out.sort = Sort::object;
            break;
        case Next::number:
            out.sort = Sort::number;
            break;
        case Next::boolean:
            out.sort = Sort::boolean;
            break;
        case Next::null:
        case Next::other:
            out.sort = Sort::null;
            break;
    }
    if (!scanner.skip(depth)) return false;
    if (out.sort != Sort::null) out.text.assign(scanner.since(begin));
    if (out.sort != Sort::array || wanted == Elements::passed_over) return true;
    JsonScanner inside(out.text);
    inside.take('[');
    if (inside.take(']')) return true;
    do {
        if (!take_value(inside, depth - 1, Elements::passed_over, out.elements.emplace_back())) return false;
    } while (inside.take(','));
    return true;
}

bool has_name_twice(const std::vector<std::pair<std::string, InputValue>>& fields) {
    std::vector<std::string_view> names;
    names.reserve(fields.size());
    for (const auto& field : fields) names.push_back(field.first);
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
}

Failing refused(const JsonScanner& scanner, std::string_view what) {
    return fail(ErrorCode::input_invalid, format("the input is no JSON object: {} at byte {}", what, scanner.at()));
}

}  // namespace

Result<Input> Input::from_json(std::string_view document) {
    JsonScanner scanner(document);
    if (scanner.next() != Next::object) return refused(scanner, "something else begins");
    scanner.take('{');
    Input out;
    out.fields_.reserve(8);
    if (!scanner.take('}')) {
        do {
            std::string name;
            if (scanner.next() != Next::string) return refused(scanner, "no name of a field");
            if (!scanner.string(&name)) return refused(scanner, scanner.problem());
            if (!scanner.take(':')) return refused(scanner, "no colon after a name");
            auto& added = out.fields_.emplace_back(std::move(name), InputValue{});
            if (!take_value(scanner, k_max_depth, Elements::taken, added.second)) return refused(scanner, scanner.problem());
        } while (scanner.take(','));
        if (!scanner.take('}')) return refused(scanner, "no end of the object");
    }
    if (!scanner.at_end()) return refused(scanner, "something after the object");
    // The name is not repeated in the message: it is anybody's text.
    if (has_name_twice(out.fields_)) return fail(ErrorCode::input_invalid, "the input has a name twice");
    return out;
}

Input Input::from_strings(const std::map<std::string, std::string>& fields) {
    Input out;
    out.fields_.reserve(fields.size());
    for (const auto& [name, value] : fields) out.fields_.emplace_back(name, InputValue{.sort = Sort::string, .text = value, .elements = {}, .untyped = true});
    return out;
}

Input& Input::add(std::string field, InputValue value) {
    const auto found = std::ranges::find(fields_, field, [](const auto& pair) -> const std::string& { return pair.first; });
    if (found != fields_.end()) found->second = std::move(value);
    else fields_.emplace_back(std::move(field), std::move(value));
    return *this;
}

const InputValue* Input::find(std::string_view field) const {
    for (const auto& [name, value] : fields_)
        if (name == field) return &value;
    return nullptr;
}

namespace detail {

bool is_storable_text(std::string_view text) {
    while (!text.empty()) {
        const auto length = text.front() == '\0' ? 0 : utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace detail

/// A string of a JSON object is a JSON string; of a form it is the document itself.
bool CastTo<Json>::from(const InputValue& value, Json& out) {
    if (value.sort == Sort::string) {
        if (!detail::is_storable_text(value.text)) return false;
        if (value.untyped) return Codec<Json>::parse(value.text, out);
        out.text = json_quoted(value.text);
        return true;
    }
    if (value.sort == Sort::null) out.text = "null";
    else return Codec<Json>::parse(value.text, out);
    return true;
}

}  // namespace whimbrel::data

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/kind.h"

#include "whimbrel/sql/names.h"

#include <algorithm>

namespace whimbrel::kinds {

namespace {

std::string rendered_name(const ObjectId& id) {
    std::string out;
    auto dotted = [&](const std::string& part) {
        if (!out.empty()) out += '.';
        // An operator's name is never quoted.
        const bool is_operator = part.find_first_not_of("+-*/<>=~!@#%^&|`?") == std::string::npos;
        out += is_operator ? part : sql::Identifier{part}.render();
    };
    if (!id.schema.empty()) dotted(id.schema);
    if (!id.parent.empty()) dotted(id.parent);
    if (!id.name.empty()) dotted(id.name);
    return out;
}

}  // namespace

std::string ObjectId::render() const {
    std::string out = kind + ":";
    if (!on.empty()) out += on + ":";
    out += rendered_name(*this) + arguments;
    if (!part.empty()) out += "/" + part;
    return out;
}

std::string ObjectId::describe() const {
    const std::string name_text = rendered_name(*this) + arguments;
    if (on.empty()) return kind + " " + name_text;
    if (part.empty()) return kind + " on " + on + " " + name_text;
    const auto colon = part.find(':');
    if (colon == std::string::npos) return kind + " on " + part + " of " + on + " " + name_text;
    return kind + " on " + part.substr(0, colon) + " " + name_text + "." + sql::Identifier{std::string(part_name(part))}.render();
}

ObjectId ObjectId::target() const { return {.kind = on, .schema = schema, .parent = parent, .name = name, .arguments = arguments}; }

std::string column_part(std::string_view column) { return "column:" + std::string(column); }
std::string default_part(std::string_view column) { return "default:" + std::string(column); }
std::string_view part_name(std::string_view part) {
    const auto colon = part.find(':');
    return colon == std::string_view::npos ? part : part.substr(colon + 1);
}

const std::string* Facts::answer(std::string_view id) const {
    const auto it = std::ranges::find(answers, id, &std::pair<std::string, std::string>::first);
    return it == answers.end() ? nullptr : &it->second;
}

const std::string* Scene::ask(Question question) const {
    if (facts != nullptr) {
        if (const auto* found = facts->answer(question.id)) return found;
    }
    if (questions != nullptr && open_questions == OpenQuestions::refuse) questions->push_back(std::move(question));
    return nullptr;
}

}  // namespace whimbrel::kinds

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/source/source.h"

#include "whimbrel/base/format.h"

#include <algorithm>
#include <array>

namespace whimbrel::source {

using kinds::Object;
using kinds::ObjectId;

namespace {

/// How parts are spelled that stand as an element in a declaration.
constexpr auto k_element_parts = std::to_array<std::string_view>({"column:", "value:", "constraint:"});

bool is_declared_by(const Object& object, const parse::Head& head) {
    if (!object.id.on.empty() || object.id.name != head.name || (!head.schema.empty() && object.id.schema != head.schema)) return false;
    // CREATE TRIGGER, RULE and POLICY say their table behind ON.
    const auto& on = head.arguments;
    if (!object.id.parent.empty() && !on.empty() && on != object.id.parent && on != object.id.schema + "." + object.id.parent) return false;
    // CREATE USER and CREATE GROUP are other words for CREATE ROLE.
    const std::string said = head.object == "USER" || head.object == "GROUP" ? "ROLE" : head.object;
    if (!object.kind->declared_as.empty()) return object.kind->declared_as == said;
    if (object.kind->hosts) return object.kind->spoken_of(object).text.starts_with(said + " ");
    std::string word(object.kind->name);
    std::ranges::transform(word, word.begin(), [](char c) { return c == '_' ? ' ' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c); });
    return word == said;
}

/// The object that a statement declares; one in public where several schemas have the name and the statement says none.
const Object* declared(const catalog::Catalog& catalog, const parse::Head& head) {
    const Object* found = nullptr;
    for (const auto& [id, object] : catalog.objects()) {
        if (!is_declared_by(object, head)) continue;
        if (found == nullptr || id.schema == "public") found = &object;
    }
    return found;
}

class Placing {
public:
    Placing(const catalog::Catalog& catalog, Facts& facts) : catalog_(catalog), facts_(facts) {}

    Result<> place(const parse::SplitFile& file, const parse::SplitStatement& statement) {
        for (const auto& directive : statement.directives) {
            const auto position = parse::position_of(file.text, directive.offset);
            const SourceSpan span{file.file, position.line, position.column};
            if (directive.name == "renamed") WHIMBREL_CHECK(renamed(statement, directive, span));
            else if (directive.name == "fill" || directive.name == "using" || directive.name == "lossless") WHIMBREL_CHECK(answer(statement, directive, span));
        }
        return {};
    }

private:
    Failing unplaced(const parse::Directive& directive, const SourceSpan& span, const char* where) const {
        return fail(ErrorCode::directive_unplaced, format("the directive @{} stands beside nothing that it can speak of", directive.name)).at(span).hint(where);
    }

    Result<> renamed(const parse::SplitStatement& statement, const parse::Directive& directive, const SourceSpan& span) {
        const auto* object = declared(catalog_, statement.head);
        if (object == nullptr) return unplaced(directive, span, "Write it in or above the CREATE statement of the object, or beside its column.");
        const auto old_name = parse::renamed_from(directive);
        diff::RenameFact fact{object->id, object->id};
        if (directive.element.empty()) {
            fact.from.name = old_name.name;
            if (!old_name.schema.empty()) fact.from.schema = old_name.schema;
        } else if (const auto prefix = part_prefix(*object, directive.element); !prefix.empty()) {
            fact.part = std::string(prefix) + old_name.name;
            fact.to_part = std::string(prefix) + directive.element;
        } else if (const auto* element = child(object->id, directive.element)) {
            fact.to = fact.from = element->id;
            fact.from.name = old_name.name;
        } else {
            return unplaced(directive, span, "Write it beside a column, or beside an object's CREATE statement.");
        }
        facts_.places.emplace_back(fact.describe(), span);
        facts_.renames.push_back(std::move(fact));
        return {};
    }

    Result<> answer(const parse::SplitStatement& statement, const parse::Directive& directive, const SourceSpan& span) {
        const auto* object = declared(catalog_, statement.head);
        const auto prefix = object == nullptr ? std::string_view() : part_prefix(*object, directive.element);
        if (prefix.empty()) return unplaced(directive, span, "Write it on the line of the column that it speaks of.");
        const auto id = directive.name + ":" + object->id.render() + "/" + std::string(prefix) + directive.element;
        facts_.places.emplace_back(id, span);
        facts_.answers.answers.emplace_back(id, directive.argument);
        return {};
    }

    static std::string_view part_prefix(const Object& object, const std::string& element) {
        if (element.empty() || object.kind->has_part == nullptr) return {};
        for (const auto prefix : k_element_parts)
            if (object.kind->has_part(object, std::string(prefix) + element)) return prefix;
        return {};
    }

    /// An object that is written as an element of another: a table's constraint.
    const Object* child(const ObjectId& parent, const std::string& name) const {
        for (const auto& [id, object] : catalog_.objects())
            if (id.schema == parent.schema && id.parent == parent.name && id.name == name && id.on.empty()) return &object;
        return nullptr;
    }

    const catalog::Catalog& catalog_;
    Facts& facts_;
};

}  // namespace

Result<Facts> read_facts(const Declaration& declaration, const catalog::Catalog& catalog) {
    Facts facts;
    Placing placing(catalog, facts);
    for (const auto& file : declaration.files)
        for (const auto& statement : file.statements) WHIMBREL_CHECK(placing.place(file, statement));
    return facts;
}

catalog::Catalog as_declared(const Declaration& declaration, const catalog::Catalog& catalog) {
    catalog::Catalog out = catalog;
    for (const auto& [id, object] : catalog.objects()) {
        if (object.kind->as_declared == nullptr) continue;
        std::string_view text;
        for (const auto& file : declaration.files)
            for (const auto& statement : file.statements)
                if (statement.head.verb == "CREATE" && is_declared_by(object, statement.head)) text = statement.text;
        out.put(object.kind->as_declared(object, text));
    }
    return out;
}

namespace {

catalog::Catalog as_told(const catalog::Catalog& read, const catalog::Catalog& other, kinds::Told told) {
    catalog::Catalog out = read;
    for (const auto& [id, object] : read.objects())
        if (object.kind->as_told_by != nullptr)
            if (const auto* known = other.find(id)) out.put(object.kind->as_told_by(object, *known, told));
    return out;
}

}  // namespace

catalog::Catalog as_declared_like(const catalog::Catalog& read, const catalog::Catalog& declared) {
    const catalog::Catalog told = as_told(read, declared, kinds::Told::by_shadow);
    catalog::Catalog out = told;
    for (const auto& [id, object] : told.objects()) {
        if (object.kind->as_declared == nullptr) continue;
        const auto* known = declared.find(id);
        if (known == nullptr || known->kind->equal(*known, object)) continue;
        if (known->kind->equal(*known, known->kind->as_declared(object, ""))) out.put(*known);
    }
    return out;
}

catalog::Catalog target_like(const catalog::Catalog& read, const catalog::Catalog& declared) {
    catalog::Catalog out = as_declared_like(as_told(read, declared, kinds::Told::by_target), declared);
    for (const auto& [id, object] : read.objects())
        if (object.kind->undeclared != nullptr && declared.find(id) == nullptr) out.remove(id);
    for (const auto& [id, object] : declared.objects()) {
        if (object.kind->undeclared == nullptr || read.find(id) != nullptr || read.find(id.target()) == nullptr) continue;
        Object usual = object.kind->undeclared(id, read.database_owner());
        usual.needs = object.needs;
        out.put(std::move(usual));
    }
    return out;
}

}  // namespace whimbrel::source

// SPDX-License-Identifier: Apache-2.0
#include "tests/property/renames.h"

#include <algorithm>

namespace whimbrel::property {

namespace {

/// A directive ends with its line, and comments nest.
bool can_be_told(std::string_view name) {
    return name.find('\n') == std::string_view::npos && name.find("/*") == std::string_view::npos && name.find("*/") == std::string_view::npos;
}

std::string directive(std::string_view schema, std::string_view old_schema, std::string_view old_name) {
    return "@renamed from=" + (schema == old_schema ? identifier(old_name) : qualified(old_schema, old_name));
}

class Writing {
public:
    Writing(const Model& from, Model& to) : from_(from), to_(to) {}

    void run() {
        for (const auto& relation : to_.relations)
            if (const auto* old = with_key(from_.relations, relation.key); old != nullptr && old->noun == relation.noun) tell(*old, relation);
        for (const auto& sequence : to_.sequences)
            if (const auto* old = with_key(from_.sequences, sequence.key); old != nullptr)
                tell_object("SEQUENCE", old->schema, old->name, sequence.schema, sequence.name);
    }

private:
    template <class T>
    static const T* with_key(const std::vector<T>& list, const std::string& key) {
        const auto found = std::ranges::find(list, key, &T::key);
        return found == list.end() ? nullptr : &*found;
    }

    void tell(const Relation& old, const Relation& relation) {
        auto* statement = tell_object(relation.noun, old.schema, old.name, relation.schema, relation.name);
        if (statement == nullptr) return;
        for (const auto& column : relation.columns) {
            const auto* old_column = column.key.empty() ? nullptr : with_key(old.columns, column.key);
            if (old_column == nullptr || old_column->name == column.name || !can_be_told(old_column->name)) continue;
            const auto place = Model::place_of_rename(column.key);
            if (const auto at = statement->find(place); at != std::string::npos)
                statement->replace(at, place.size(), " /* " + directive("", "", old_column->name) + " */");
        }
    }

    /// The statement that declares it; null where none does.
    std::string* tell_object(const std::string& noun, const std::string& old_schema, const std::string& old_name, const std::string& schema,
                             const std::string& name) {
        const auto spoken = noun + " " + qualified(schema, name);
        const auto declares = [&](const std::string& statement) {
            const auto at = statement.find(spoken);
            const auto end = at + spoken.size();
            return statement.starts_with("CREATE ") && at < 20 && (end == statement.size() || statement[end] == ' ');
        };
        const auto found = std::ranges::find_if(to_.statements, declares);
        if (found == to_.statements.end()) return nullptr;
        const bool renamed = old_schema != schema || old_name != name;
        if (renamed && can_be_told(old_schema) && can_be_told(old_name)) *found = "-- " + directive(schema, old_schema, old_name) + "\n" + *found;
        return &*found;
    }

    const Model& from_;
    Model& to_;
};

void take_places_away(Model& model) {
    for (const auto& relation : model.relations)
        for (const auto& column : relation.columns) {
            if (column.key.empty()) continue;
            const auto place = Model::place_of_rename(column.key);
            for (auto& statement : model.statements)
                if (const auto at = statement.find(place); at != std::string::npos) statement.erase(at, place.size());
        }
}

}  // namespace

void write_renames(Model& from, Model& to, Renames renames) {
    if (renames == Renames::told) Writing(from, to).run();
    take_places_away(from);
    take_places_away(to);
}

}  // namespace whimbrel::property

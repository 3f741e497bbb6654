// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/meanings.h"

#include "whimbrel/base/format.h"
#include "whimbrel/base/suggest.h"
#include "whimbrel/codegen/model.h"

#include <set>

namespace whimbrel::codegen {

namespace {

bool is_moment(const Field& field) {
    const auto sort = field.type.sort;
    return !field.type.is_array && (sort == ValueSort::timestamp || sort == ValueSort::timestamptz);
}
bool is_removal(const Field& field) { return is_moment(field) && field.nullable; }
bool is_counter(const Field& field) {
    const auto sort = field.type.sort;
    return !field.type.is_array && (sort == ValueSort::smallint || sort == ValueSort::integer || sort == ValueSort::bigint);
}
bool is_any(const Field&) { return true; }

struct Meaning {
    const char* key;
    std::string Meanings::* name;
    int MeaningColumns::* column;
    bool (*fits)(const Field&);
    const char* needed;  ///< of the column
};
constexpr Meaning k_meanings[] = {
    {"soft_delete", &Meanings::soft_delete, &MeaningColumns::soft_delete, is_removal, "a timestamp that may be NULL"},
    {"version", &Meanings::version, &MeaningColumns::version, is_counter, "a smallint, integer or bigint"},
    {"inserted_at", &Meanings::inserted_at, &MeaningColumns::inserted_at, is_moment, "a timestamp"},
    {"updated_at", &Meanings::updated_at, &MeaningColumns::updated_at, is_moment, "a timestamp"},
    {"scope", &Meanings::scope, &MeaningColumns::scope, is_any, "a column"},
};

Result<> nowhere(const Model& model, const Meaning& meaning, const std::string& name, bool is_there) {
    if (is_there)
        return fail(ErrorCode::config_invalid, format("codegen.{} names the column \"{}\", which is not {} in any table", meaning.key, name, meaning.needed))
            .hint("Name another column, or leave the key out.");
    std::set<std::string> fitting;
    for (const auto& relation : model.relations)
        for (const auto& field : relation.fields)
            if (relation.sort == Relation::Sort::table && meaning.fits(field)) fitting.insert(field.column);
    const auto near = nearest(name, std::vector<std::string>(fitting.begin(), fitting.end()));
    return fail(ErrorCode::config_invalid, format("codegen.{} names the column \"{}\", and no table has one of that name", meaning.key, name))
        .hint(near.empty() ? "Name a column of the schema, or leave the key out." : format("Write {} = \"{}\", if that is what is meant.", meaning.key, near));
}

}  // namespace

Result<> find_meanings(Model& model, const Meanings& meanings) {
    for (const auto& meaning : k_meanings) {
        const auto& name = meanings.*meaning.name;
        if (name.empty()) continue;
        bool is_there = false, is_found = false;
        for (auto& relation : model.relations) {
            // Whose rows they are is asked of a view too; what is done to rows is the tables'.
            if (relation.sort != Relation::Sort::table && meaning.column != &MeaningColumns::scope) continue;
            const int at = relation.find(name);
            if (at < 0) continue;
            is_there = true;
            if (!meaning.fits(relation.fields[static_cast<std::size_t>(at)])) continue;
            is_found = true;
            relation.meanings.*meaning.column = at;
        }
        if (!is_found) return nowhere(model, meaning, name, is_there);
    }
    return {};
}

}  // namespace whimbrel::codegen

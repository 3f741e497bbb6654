// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/table/key_cast.h"

#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/domain/domain_kind.h"

#include <algorithm>

namespace whimbrel::kinds::key_cast {

namespace {

using Side = Surroundings::Side;

/// What a domain is over in the end; PostgreSQL writes no table anew between the two.
std::string base_of(const Scene& scene, Side side, const std::vector<Need>& needs, const std::string& part, const std::string& type) {
    if (type.ends_with("[]")) return type;
    for (const auto& need : needs) {
        if (need.part != part || need.object.kind != DomainKind::name) continue;
        if (const auto* domain = scene.around->find(side, need.object)) return base_of(scene, side, domain->needs, {}, domain->as<Domain>().base_type);
    }
    return type;
}

/// Most of PostgreSQL's own types have operators of their own.
bool has_own_operators(std::string_view type) { return !type.ends_with("[]") && !type.ends_with("range") && type.find('.') == std::string_view::npos; }

}  // namespace

Steps keys_around(const Steps& steps, const Subject<Table>& from, const Subject<Table>& to, const Scene& scene) {
    Steps out;
    if (scene.around == nullptr) return out;
    std::vector<std::string> parts;
    for (const auto& step : steps)
        for (const auto& touch : step.touches)
            if (touch.effect == Effect::retypes) parts.push_back(touch.part);
    std::erase_if(parts, [&](const std::string& part) {
        const auto *was = from.value.column(part_name(part)), *is = to.value.column(part_name(part));
        if (was == nullptr || is == nullptr) return true;
        const auto base = base_of(scene, Side::to, to.needs, part, is->type);
        return has_own_operators(base) || base_of(scene, Side::from, from.needs, part, was->type) != base;
    });
    if (parts.empty()) return out;
    for (const auto* key : scene.around->dependents(Side::from, to.id)) {
        if (key->id.kind != ConstraintKind::name || key->as<Constraint>().type != "foreign key") continue;
        const bool is_over = std::ranges::any_of(
            key->needs, [&](const Need& need) { return need.object == to.id && std::ranges::find(parts, need.object_part) != parts.end(); });
        if (is_over) out.push_back({.object = key->id, .statement = {}, .touches = {{"", Effect::retypes}}});
    }
    return out;
}

}  // namespace whimbrel::kinds::key_cast

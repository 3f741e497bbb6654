// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/codegen/query_use.h"

#include "whimbrel/codegen/query_tree.h"

#include <algorithm>

namespace whimbrel::codegen {

namespace {

/// = and <> of text, the only type whose columns' values a CHECK lists.
bool is_equality(std::int64_t operation) { return operation == 98 || operation == 531; }

class Uses {
public:
    std::map<int, std::vector<ParameterUse>> run(const NodeTree& query) {
        visit(query, nullptr);
        return std::move(out_);
    }

private:
    struct Level {
        const NodeTree& query;
        const Level* outer;
    };

    // Each pair that belongs together is looked at before what stands in it; what is met alone has no name.
    void visit(const NodeTree& node, const Level* level) {
        if (node.is("QUERY")) {
            const Level inner{node, level};
            meet(node["limitCount"], {.name = "limit"});
            meet(node["limitOffset"], {.name = "offset"});
            for (const auto& item : node["targetList"].items()) visit_target(item, inner);
            return visit_parts(node, &inner);
        }
        if (is_parameter(node) && level != nullptr && !met_.contains(&node)) out_[number_of(node)].emplace_back();
        const auto& arguments = node["args"].items();
        const bool is_pair = (node.is("OPEXPR") || node.is("SCALARARRAYOPEXPR") || node.is("DISTINCTEXPR")) && arguments.size() == 2;
        if (is_pair && level != nullptr) {
            compare(node, arguments[0], arguments[1], *level);
            compare(node, arguments[1], arguments[0], *level);
        }
        visit_parts(node, level);
    }

    void visit_parts(const NodeTree& node, const Level* level) {
        for (const auto& part : node.items()) visit(part, level);
    }

    /// A column that an INSERT or an UPDATE writes; its place in the list is the column's number.
    void visit_target(const NodeTree& item, const Level& level) {
        const auto relation = changed_relation(level.query);
        if (relation == 0 || item["resjunk"].boolean()) return;
        meet(item["expr"], {std::string(item["resname"].text()), relation, static_cast<int>(item["resno"].integer())});
    }

    void compare(const NodeTree& comparison, const NodeTree& one, const NodeTree& other, const Level& level) {
        bool same = true;
        const auto& column = unconverted(other, same);
        if (!column.is("VAR")) return;
        const Level* at = &level;
        for (auto up = column["varlevelsup"].integer(); up > 0 && at != nullptr; --up) at = at->outer;
        if (at == nullptr) return;
        const auto& entries = at->query["rtable"].items();
        const auto place = column["varno"].integer(), number = column["varattno"].integer();
        if (place < 1 || static_cast<std::size_t>(place) > entries.size() || number < 1) return;
        const auto& entry = entries[static_cast<std::size_t>(place - 1)];
        const auto& names = entry["eref"]["colnames"].items();
        if (static_cast<std::size_t>(number) > names.size()) return;
        ParameterUse use{.name = std::string(names[static_cast<std::size_t>(number - 1)].text())};
        if (entry["rtekind"].integer() == 0 && same && is_equality(comparison["opno"].integer())) {
            use.table = entry["relid"].oid();
            use.column = static_cast<int>(number);
        }
        meet(one, std::move(use));
    }

    void meet(const NodeTree& node, ParameterUse use) {
        bool same = true;
        const auto& parameter = unconverted(node, same);
        if (!is_parameter(parameter) || !met_.emplace(&parameter, true).second) return;
        if (!same) use.table = 0;
        out_[number_of(parameter)].push_back(std::move(use));
    }

    static int number_of(const NodeTree& parameter) { return static_cast<int>(parameter["paramid"].integer()); }

    std::map<const NodeTree*, bool> met_;
    std::map<int, std::vector<ParameterUse>> out_;
};

}  // namespace

std::map<int, std::vector<ParameterUse>> parameter_uses(const NodeTree& query) { return Uses().run(query); }

std::uint32_t changed_relation(const NodeTree& query) {
    const auto place = query["resultRelation"].integer();
    const auto& entries = query["rtable"].items();
    return place < 1 || static_cast<std::size_t>(place) > entries.size() ? 0 : entries[static_cast<std::size_t>(place - 1)]["relid"].oid();
}

namespace {

void note_command(std::int64_t command, ChangedRelation& out) {
    out.writes |= command == k_insert || command == k_update;
    out.removes |= command == k_delete || command == k_update;
}

void add_changed(const NodeTree& node, std::vector<ChangedRelation>& out) {
    if (const auto relation = node.is("QUERY") ? changed_relation(node) : 0; relation != 0) {
        const auto found = std::ranges::find(out, relation, &ChangedRelation::relation);
        auto& changed = found == out.end() ? out.emplace_back(ChangedRelation{.relation = relation}) : *found;
        note_command(node["commandType"].integer(), changed);
        if (!node["onConflict"]["onConflictSet"].is_nothing()) note_command(k_update, changed);
        for (const auto& action : node["mergeActionList"].items()) note_command(action["commandType"].integer(), changed);
    }
    for (const auto& part : node.items()) add_changed(part, out);
}

}  // namespace

std::vector<ChangedRelation> changed_relations(const NodeTree& query) {
    std::vector<ChangedRelation> out;
    add_changed(query, out);
    return out;
}

namespace {

/// COPY knows no casts but to the column's own length: what is below those is sent. The elements of an array are what CASETESTEXPR stands for.
const NodeTree& copied_value(const NodeTree& node) {
    constexpr int k_implicit_cast = 2;
    const auto* at = &node;
    for (;;) {
        if (at->is("RELABELTYPE") || at->is("COERCETODOMAIN")) at = &(*at)["arg"];
        else if (at->is("FUNCEXPR") && (*at)["funcformat"].integer() == k_implicit_cast && (*at)["args"].items().size() > 1) at = &nth((*at)["args"], 1);
        else if (at->is("ARRAYCOERCEEXPR") && copied_value((*at)["elemexpr"]).is("CASETESTEXPR")) at = &(*at)["arg"];
        else return *at;
    }
}

}  // namespace

std::optional<std::map<int, std::string>> copied_columns(const NodeTree& query) {
    const bool is_plain = query["commandType"].integer() == k_insert && query["onConflict"].is_nothing() && query["returningList"].is_nothing() &&
                          query["cteList"].is_nothing() && query["jointree"]["fromlist"].is_nothing();
    if (!is_plain) return std::nullopt;
    std::map<int, std::string> out;
    for (const auto& item : query["targetList"].items()) {
        const auto& parameter = copied_value(item["expr"]);
        if (!is_parameter(parameter)) return std::nullopt;
        if (!out.emplace(static_cast<int>(parameter["paramid"].integer()), item["resname"].text()).second) return std::nullopt;
    }
    return out;
}

}  // namespace whimbrel::codegen

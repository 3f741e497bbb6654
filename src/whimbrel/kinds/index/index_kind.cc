// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/index/index_kind.h"

#include "whimbrel/kinds/constraint/constraint_kind.h"
#include "whimbrel/kinds/table/table_lineage.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

QualifiedName qualified(const ObjectId& id) { return {id.schema, id.name}; }

QualifiedName table_of(const Subject<Index>& index) { return {index.id.schema, index.value.table}; }

IndexMarks marks_of(const Index& index) { return {index.clustered, index.replica_identity}; }

/// WITH and TABLESPACE stand before WHERE, which is the definition's last clause.
Fragment whole_body(const Index& index) {
    if (index.options.empty() && index.tablespace.empty()) return {index.body};
    const auto clause = sql::fragment(phrases::with_options(index.options), phrases::in_tablespace(index.tablespace));
    const std::string tail = index.predicate.empty() ? std::string() : " WHERE " + index.predicate;
    if (!tail.empty() && index.body.ends_with(tail))
        return sql::fragment(Fragment{index.body.substr(0, index.body.size() - tail.size())}, clause, Fragment{tail.substr(1)});
    return sql::fragment(Fragment{index.body}, clause);
}

/// A key that pg_get_indexdef() renders is a column's quoted name, a call, or something in parentheses.
bool is_expression(const std::string& key) { return !key.starts_with('"') && key.find_first_of("(:'") != std::string::npos; }

std::string column_of(const std::string& key) {
    if (!key.starts_with('"')) return key;
    std::string name;
    for (std::size_t at = 1; at + 1 < key.size(); ++at) {
        if (key[at] == '"') ++at;  // doubled inside quotes
        name += key[at];
    }
    return name;
}

/// The text between the parentheses of USING btree (…); empty for other methods.
std::string btree_keys(std::string_view body) {
    constexpr std::string_view k_btree = "USING btree (";
    const auto begin = body.find(k_btree);
    if (begin == std::string_view::npos) return {};
    int depth = 1;
    bool quoted = false;
    for (auto at = begin + k_btree.size(); at < body.size(); ++at) {
        if (body[at] == '"' || body[at] == '\'') quoted = !quoted;
        if (quoted) continue;
        if (body[at] == '(') ++depth;
        if (body[at] == ')' && --depth == 0) return std::string(body.substr(begin + k_btree.size(), at - begin - k_btree.size()));
    }
    return {};
}

Step index_step(const ObjectId& id, sql::Statement statement, Effect effect, std::string lock) {
    return {.object = id, .statement = std::move(statement), .touches = {{"", effect}}, .lock = std::move(lock)};
}

void append_statistics(const ObjectId& id, const Index& from, const Index& to, Steps& steps) {
    const auto set = [&](const std::string& key, int target) {
        steps.push_back(index_step(id, sql::sql("ALTER INDEX", qualified(id), "ALTER COLUMN", Fragment{key}, "SET STATISTICS", target), Effect::touches,
                                   "SHARE UPDATE EXCLUSIVE"));
    };
    for (const auto& [key, target] : to.statistics)
        if (const auto it = from.statistics.find(key); it == from.statistics.end() || it->second != target) set(key, target);
    for (const auto& [key, target] : from.statistics)
        if (!to.statistics.contains(key)) set(key, -1);
}

/// What a CREATE INDEX on the table above, or ATTACH PARTITION, brings along.
Step arrival(const ObjectId& id, const ObjectId& table) {
    auto step = index_step(id, {}, Effect::creates, "");
    step.awaits = {lineage::after_attach(table)};
    return step;
}

/// ATTACH PARTITION of the table attaches its indexes as well.
void attach(const Subject<Index>& to, const ObjectId& table, const Scene& scene, Steps& steps) {
    Step step{.object = to.id, .statement = {}, .touches = {{"attached", Effect::creates}}};
    const auto* above = lineage::above(scene, lineage::Side::to, to);
    if (above != nullptr && (lineage::keeps_parents(scene, table) || lineage::is_incomplete(scene, to.id))) {
        step.statement = sql::sql("ALTER INDEX", phrases::qualified(above->id), "ATTACH PARTITION", qualified(to.id));
        step.awaits = {lineage::after_attach(table)};
    } else {
        for (auto& other : steps) other.prepares.push_back(lineage::before_attach(table));
        step.awaits = {lineage::after_attach(table)};
    }
    steps.push_back(std::move(step));
}

}  // namespace

bool Index::operator==(const Index& other) const {
    return table == other.table && unique == other.unique && method == other.method && keys == other.keys && include == other.include &&
           predicate == other.predicate && body == other.body && options == other.options && tablespace == other.tablespace && statistics == other.statistics &&
           clustered == other.clustered && replica_identity == other.replica_identity && invalid == other.invalid && attached == other.attached;
}

Steps IndexKind::create(const Subject<Index>& to, const Scene& scene) {
    const auto table = lineage::table_id(to.id.schema, to.value.table);
    const bool by_hand = lineage::is_made_by_hand(scene, to.id);
    if (to.value.attached && !by_hand) return {arrival(to.id, table)};
    const auto body = whole_body(to.value);
    const bool recurses = to.value.is_partitioned() && !by_hand;
    const Identifier index_name{to.id.name};
    const auto statement = [&](const Fragment& how) {
        Builder builder;
        builder.add("CREATE");
        if (to.value.unique) builder.add("UNIQUE");
        builder.add("INDEX").add(how).add(index_name).add("ON");
        return builder.add(recurses ? Fragment{body.text.substr(std::string_view("ONLY ").size())} : body).statement();
    };
    Steps steps{index_step(to.id, statement({}), Effect::creates, "SHARE")};
    steps.back().note = "builds an index";
    // "cannot create index on partitioned table concurrently"
    if (!to.value.is_partitioned()) steps.back().concurrent_form = statement({"CONCURRENTLY"});
    else if (by_hand && lineage::is_incomplete(scene, to.id)) steps.back().awaits = {lineage::all_attached(table)};
    else if (by_hand) steps.back().prepares = {lineage::tops(table)};
    append_statistics(to.id, {}, to.value, steps);
    phrases::append_marks(to.id, table_of(to), {}, marks_of(to.value), steps);
    if (to.value.attached) attach(to, table, scene, steps);
    return steps;
}

Steps IndexKind::drop(const Subject<Index>& from, const Scene& scene) {
    // A key whose index is attached to it would keep it; it goes along in the plan as well.
    const auto cascade = lineage::has_keys_attached(scene, from.id) ? Fragment{"CASCADE"} : Fragment{};
    auto step = index_step(from.id, sql::sql("DROP INDEX", qualified(from.id), cascade), Effect::destroys, "ACCESS EXCLUSIVE");
    if (!from.value.is_partitioned()) step.concurrent_form = sql::sql("DROP INDEX CONCURRENTLY", qualified(from.id));
    if (from.value.unique && std::ranges::none_of(from.value.keys, is_expression)) {
        std::vector<std::string> columns;
        std::ranges::transform(from.value.keys, std::back_inserter(columns), column_of);
        step.prepares.push_back(other_keys(from.id.schema, from.value.table, std::move(columns)));
    }
    if (from.value.attached) lineage::leave_with_parent(step, lineage::table_id(from.id.schema, from.value.table), scene);
    return {std::move(step)};
}

Alteration IndexKind::alter(const Subject<Index>& from, const Subject<Index>& to, const Scene& scene) {
    Alteration out;
    const auto table = lineage::table_id(to.id.schema, to.value.table);
    Index alterable = from.value;
    if (!from.value.is_partitioned()) alterable.options = to.value.options;
    alterable.tablespace = to.value.tablespace;
    alterable.statistics = to.value.statistics;
    alterable.clustered = to.value.clustered;
    alterable.replica_identity = to.value.replica_identity;
    if (to.value.attached || lineage::lets_go(scene, table)) alterable.attached = to.value.attached;
    // The last index that is attached makes it valid.
    if (from.value.is_partitioned() && !to.value.invalid && lineage::is_completed(scene, to.id)) alterable.invalid = false;
    if (alterable != to.value) {
        out.way = Alteration::Way::recreate;
        return out;
    }
    if (to.value.attached && !from.value.attached) attach(to, table, scene, out.steps);
    phrases::append_option_steps("INDEX", to.id, from.value.options, to.value.options, out.steps);
    if (from.value.tablespace != to.value.tablespace) {
        out.steps.push_back(phrases::move_step("INDEX", to.id, to.value.tablespace));
        if (to.value.is_partitioned()) out.steps.back().note = "decides where new partitions' indexes are put; those that there are stay";
    }
    append_statistics(to.id, from.value, to.value, out.steps);
    phrases::append_marks(to.id, table_of(to), marks_of(from.value), marks_of(to.value), out.steps);
    return out;
}

Steps IndexKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return {index_step(to, sql::sql("ALTER INDEX", qualified(from), "RENAME TO", Identifier{to.name}), Effect::touches, "SHARE UPDATE EXCLUSIVE")};
}

std::vector<std::string> IndexKind::occupies(const ObjectId& id) { return {"relation:" + qualified(id).render()}; }

Fragment IndexKind::spoken(const ObjectId& id) { return sql::fragment("INDEX", qualified(id)); }

Index IndexKind::without_expressions(Index index) {
    for (auto& key : index.keys)
        if (is_expression(key)) {
            key = "(expression)";
            index.body = "(expression)";
        }
    if (!index.predicate.empty()) {
        index.predicate = "(expression)";
        index.body = "(expression)";
    }
    return index;
}

std::vector<Entry> IndexKind::entries(const Index& index) {
    std::string detail = index.unique ? "unique, on " : "on ";
    detail += index.table + " " + phrases::in_parentheses(index.keys) + (index.predicate.empty() ? "" : ", partial");
    return {{.heading = "Indexes", .detail = std::move(detail)}};
}

std::optional<IndexKeys> IndexKind::index_keys(const ObjectId& id, const Index& index) {
    IndexKeys keys{.schema = id.schema, .table = index.table, .text = btree_keys(index.body), .by_name = true};
    if (std::ranges::none_of(index.keys, is_expression)) std::ranges::transform(index.keys, std::back_inserter(keys.columns), column_of);
    const bool whole = !keys.text.empty() && index.predicate.empty();
    keys.dispensable = whole && !index.unique && index.include.empty();
    keys.serves = whole && !index.invalid;
    return keys;
}

}  // namespace whimbrel::kinds

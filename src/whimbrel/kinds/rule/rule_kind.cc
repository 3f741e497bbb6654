// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/rule/rule_kind.h"

#include "whimbrel/base/format.h"
#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;
using sql::Keywords;

namespace {

constexpr std::string_view k_rules = R"(
SELECT r.oid, n.nspname, c.relname, r.rulename, r.ev_type, r.ev_enabled, pg_catalog.pg_get_ruledef(r.oid)
  FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE r.rulename <> '_RETURN' AND r.oid >= 16384 AND c.relpersistence <> 't'
 ORDER BY r.oid)";

/// CmdType in src/include/nodes/nodes.h; a rule ON SELECT is a view's.
std::string event_word(char code) {
    switch (code) {
        case '2':
            return "UPDATE";
        case '3':
            return "INSERT";
        default:
            return "DELETE";
    }
}

/// The server's text behind the table's name (make_ruledef() in ruleutils.c).
std::string body_of(std::string_view definition, const ObjectId& id, const std::string& event) {
    const std::string opening = format("CREATE RULE {} AS\n    ON {} TO {}", Identifier{id.name}.render(), event, phrases::parent(id).render());
    if (definition.starts_with(opening)) definition.remove_prefix(opening.size());
    const auto begin = definition.find_first_not_of(" \n");
    const auto end = definition.find_last_not_of(" \n;");
    return std::string(definition.substr(begin, end - begin + 1));
}

Step rule_step(Keywords opening, const Subject<Rule>& rule, Effect effect) {
    return {.object = rule.id,
            .statement = sql::sql(opening, "RULE", Identifier{rule.id.name}, "AS ON", Fragment{rule.value.event}, "TO", phrases::parent(rule.id),
                                  Fragment{rule.value.body}),
            .touches = {{"", effect}},
            .lock = "ACCESS EXCLUSIVE"};
}

Step state_step(const Subject<Rule>& rule) { return phrases::state_step("RULE", rule.id, rule.value.enabled, "ACCESS EXCLUSIVE"); }

}  // namespace

std::vector<std::string> RuleKind::queries(pg::ServerVersion) { return {std::string(k_rules)}; }

Result<> RuleKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        ObjectId id{.kind = std::string(name), .schema = row.string(1), .parent = row.string(2), .name = row.string(3)};
        Rule rule{.event = event_word(row.character(4)), .enabled = phrases::enabled_words(row.character(5))};
        rule.body = body_of(row.text(6), id, rule.event);
        reading.add(std::move(id), std::move(rule), {catalog_oid::pg_rewrite, row.oid(0)});
    }
    return {};
}

Steps RuleKind::create(const Subject<Rule>& to, const Scene&) {
    Steps steps{rule_step("CREATE", to, Effect::creates)};
    if (!to.value.enabled.empty()) steps.push_back(state_step(to));
    return steps;
}

Steps RuleKind::drop(const Subject<Rule>& from, const Scene&) {
    return {{.object = from.id, .statement = sql::sql("DROP", spoken(from.id)), .touches = {{"", Effect::destroys}}, .lock = "ACCESS EXCLUSIVE"}};
}

Alteration RuleKind::alter(const Subject<Rule>& from, const Subject<Rule>& to, const Scene&) {
    Alteration out;
    // Being replaced, it stays as enabled as it was (InsertRule() in rewriteDefine.c).
    if (from.value.event != to.value.event || from.value.body != to.value.body) out.steps.push_back(rule_step("CREATE OR REPLACE", to, Effect::touches));
    if (from.value.enabled != to.value.enabled) out.steps.push_back(state_step(to));
    return out;
}

Steps RuleKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename_on_parent("RULE", from, to);
}

std::vector<std::string> RuleKind::occupies(const ObjectId& id) { return {phrases::slot_on_parent("rule", id)}; }

Fragment RuleKind::spoken(const ObjectId& id) { return phrases::on_parent("RULE", id); }

Rule RuleKind::without_expressions(Rule rule) {
    rule.body.clear();
    return rule;
}

std::vector<Entry> RuleKind::entries(const Rule& rule) { return {{.heading = "Rules", .detail = "on " + phrases::lower(rule.event)}}; }

}  // namespace whimbrel::kinds

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/operator/operator_kind.h"

#include "whimbrel/kinds/phrases.h"

namespace whimbrel::kinds {

using phrases::Attributes;
using sql::Fragment;
using sql::Identifier;

namespace {

constexpr std::string_view k_operators = R"(
SELECT o.oid, n.nspname, o.oprname,
       '(' || CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) ELSE 'NONE' END || ', '
           || CASE WHEN o.oprright <> 0 THEN pg_catalog.format_type(o.oprright, NULL) ELSE 'NONE' END || ')',
       o.oprcode = 0, NULLIF(o.oprcode, 0)::pg_catalog.regproc,
       CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) END,
       CASE WHEN o.oprright <> 0 THEN pg_catalog.format_type(o.oprright, NULL) END,
       CASE WHEN o.oprresult <> 0 THEN pg_catalog.format_type(o.oprresult, NULL) END,
       'OPERATOR(' || pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname || ')',
       'OPERATOR(' || pg_catalog.quote_ident(gn.nspname) || '.' || g.oprname || ')',
       NULLIF(o.oprrest, 0)::pg_catalog.regproc, NULLIF(o.oprjoin, 0)::pg_catalog.regproc, o.oprcanhash, o.oprcanmerge, c.oprcode = 0, g.oprcode = 0
  FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
  LEFT JOIN pg_catalog.pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace
  LEFT JOIN pg_catalog.pg_operator g ON g.oid = o.oprnegate LEFT JOIN pg_catalog.pg_namespace gn ON gn.oid = g.oprnamespace
 WHERE o.oid >= 16384 AND n.nspname !~ '^pg_' AND )";

/// From here on ALTER OPERATOR can set links and properties that were not set before.
constexpr int k_sets_properties = 17;

/// The word for it, by what others call it.
std::string gone(const std::string& name) { return "gone: " + name; }

bool only_adds(const std::string& from, const std::string& to) { return from == to || from.empty(); }
bool only_adds(bool from, bool to) { return from == to || to; }

}  // namespace

std::vector<std::string> OperatorKind::queries(pg::ServerVersion) {
    return {std::string(k_operators) + phrases::not_of_extension("pg_catalog.pg_operator", "o.oid") + "\n ORDER BY o.oid"};
}

Result<> OperatorKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        Operator found{.shell = row.boolean(4),
                       .function = row.string(5),
                       .left = row.string(6),
                       .right = row.string(7),
                       .result = row.string(8),
                       .commutator = row.string(9),
                       .negator = row.string(10),
                       .restriction = row.string(11),
                       .join = row.string(12),
                       .hashes = row.boolean(13),
                       .merges = row.boolean(14),
                       .commutator_shell = !row.is_null(15) && row.boolean(15),
                       .negator_shell = !row.is_null(16) && row.boolean(16)};
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2), .arguments = row.string(3)}, std::move(found),
                    {catalog_oid::pg_operator, row.oid(0)});
    }
    return {};
}

Steps OperatorKind::create(const Subject<Operator>& to, const Scene&) {
    const auto& made = to.value;
    if (made.shell) return {};  // CREATE OPERATOR of the one that names it makes it
    Attributes attributes;
    attributes.add("FUNCTION", made.function).add("LEFTARG", made.left).add("RIGHTARG", made.right);
    attributes.add("COMMUTATOR", made.commutator).add("NEGATOR", made.negator).add("RESTRICT", made.restriction).add("JOIN", made.join);
    attributes.flag("HASHES", made.hashes).flag("MERGES", made.merges);
    const Fragment bare{sql::Identifier{to.id.schema}.render() + "." + to.id.name};
    auto step = phrases::step(to.id, sql::sql("CREATE OPERATOR", bare, attributes.lines()), Effect::creates);
    // One that is to be made again would leave a link to itself behind when it goes.
    for (const auto& partner : {made.commutator, made.negator})
        if (!partner.empty()) step.awaits.push_back(gone(partner));
    return {std::move(step)};
}

Steps OperatorKind::drop(const Subject<Operator>& from, const Scene&) {
    auto step = phrases::step(from.id, sql::sql("DROP", spoken(from.id)), Effect::destroys);
    step.prepares.push_back(gone("OPERATOR(" + Identifier{from.id.schema}.render() + "." + from.id.name + ")"));
    return {std::move(step)};
}

Alteration OperatorKind::alter(const Subject<Operator>& from, const Subject<Operator>& to, const Scene& scene) {
    const auto& [old, now] = std::tie(from.value, to.value);
    if (old.shell) {
        Steps steps = create(to, scene);
        for (auto& step : steps) step.touches = {{"", Effect::touches}};
        return {.steps = std::move(steps)};
    }
    if (now.shell) return {.way = Alteration::Way::recreate};
    // DROP OPERATOR of a partner takes the link to it, and nothing but CREATE OPERATOR makes a shell.
    const bool is_unlinked = (now.commutator_shell && !old.commutator_shell) || (now.negator_shell && !old.negator_shell);
    if (is_unlinked) return {.way = Alteration::Way::recreate};
    // A partner that is defined takes the link up.
    Operator set_alike = old;
    set_alike.commutator_shell = now.commutator_shell;
    set_alike.negator_shell = now.negator_shell;
    if (set_alike == now) return {};
    set_alike.restriction = now.restriction;
    set_alike.join = now.join;
    if (scene.version.major() >= k_sets_properties && only_adds(old.commutator, now.commutator) && only_adds(old.negator, now.negator) &&
        only_adds(old.hashes, now.hashes) && only_adds(old.merges, now.merges)) {
        set_alike.commutator = now.commutator;
        set_alike.negator = now.negator;
        set_alike.hashes = now.hashes;
        set_alike.merges = now.merges;
    }
    if (set_alike != now) return {.way = Alteration::Way::recreate};
    Attributes attributes;
    attributes.change("RESTRICT", old.restriction, now.restriction).change("JOIN", old.join, now.join);
    attributes.change("COMMUTATOR", old.commutator, now.commutator).change("NEGATOR", old.negator, now.negator);
    attributes.flag("HASHES", now.hashes && !old.hashes).flag("MERGES", now.merges && !old.merges);
    return {.steps = {phrases::step(to.id, sql::sql("ALTER", spoken(to.id), "SET", attributes.line()), Effect::touches)}};
}

Steps OperatorKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename(&spoken, from, to);
}

std::vector<std::string> OperatorKind::occupies(const ObjectId& id) { return {phrases::slot("operator", id) + id.arguments}; }

Fragment OperatorKind::spoken(const ObjectId& id) {
    // An operator's name is never quoted, its schema's may be.
    return sql::fragment("OPERATOR", Fragment{Identifier{id.schema}.render() + "." + id.name}, Fragment{id.arguments});
}

}  // namespace whimbrel::kinds

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/range_type/range_kind.h"

#include "whimbrel/kinds/phrases.h"
#include "whimbrel/sql/name_length.h"

#include <algorithm>
#include <array>
#include <span>

namespace whimbrel::kinds {

using phrases::qualified;
using sql::Fragment;
using sql::Identifier;
using sql::QualifiedName;

namespace {

constexpr std::string_view k_ranges = R"(
SELECT t.oid, n.nspname, t.typname, pg_catalog.format_type(r.rngsubtype, NULL),
       CASE WHEN NOT (c.opcdefault AND c.opcintype = r.rngsubtype) THEN pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(c.opcname) END,
       (SELECT pg_catalog.quote_ident(ln.nspname) || '.' || pg_catalog.quote_ident(l.collname)
          FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
         WHERE r.rngcollation <> s.typcollation AND l.oid = r.rngcollation),
       NULLIF(r.rngcanonical, 0)::pg_catalog.regproc, NULLIF(r.rngsubdiff, 0)::pg_catalog.regproc,
       CASE WHEN mn.oid <> n.oid THEN mn.nspname END, m.typname
  FROM pg_catalog.pg_range r JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
  JOIN pg_catalog.pg_opclass c ON c.oid = r.rngsubopc JOIN pg_catalog.pg_namespace cn ON cn.oid = c.opcnamespace
  JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
 WHERE r.rngtypid >= 16384 AND n.nspname !~ '^pg_'
 ORDER BY t.oid)";

/// makeMultirangeTypeName() in pg_type.c.
std::string usual_multirange(const std::string& range) {
    const auto at = range.find("range");
    if (at != std::string::npos) return (range.substr(0, at) + "multi" + range.substr(at)).substr(0, sql::k_longest_name);
    constexpr std::string_view k_suffix = "_multirange";
    return range.substr(0, sql::k_longest_name - k_suffix.size()) + std::string(k_suffix);
}

QualifiedName multirange_of(const ObjectId& id, const Range& range) {
    return {range.multirange_schema.empty() ? id.schema : range.multirange_schema, range.multirange.empty() ? usual_multirange(id.name) : range.multirange};
}

std::string slot(const QualifiedName& type) { return phrases::slot("type", {.kind = {}, .schema = type.schema, .name = type.name}); }

std::vector<std::string> range_constructors(const std::string& subtype) {
    return {"(" + subtype + ", " + subtype + ")", "(" + subtype + ", " + subtype + ", text)"};
}

std::vector<std::string> multirange_constructors(const QualifiedName& range) { return {"()", "(" + range.render() + ")", "(" + range.render() + "[])"}; }

/// What comes and goes with the type: its multirange, and the functions that make their values, which stand in the range's schema.
std::vector<std::string> names_beside(const ObjectId& id, const Range& range) {
    const auto multirange = multirange_of(id, range);
    std::vector<std::string> out{slot(multirange)};
    const auto add = [&](const std::string& name, const std::vector<std::string>& all_arguments) {
        for (const auto& arguments : all_arguments) out.push_back(phrases::slot("routine", {.kind = {}, .schema = id.schema, .name = name}) + arguments);
    };
    add(id.name, range_constructors(range.subtype));
    add(multirange.name, multirange_constructors(qualified(id)));
    return out;
}

/// A range type with its multirange and the functions that make their values, under the names that they have by now.
class Renaming {
public:
    Renaming(const ObjectId& object, QualifiedName range, QualifiedName multirange)
        : object_(object), range_(std::move(range)), multirange_(std::move(multirange)) {}

    void range_to(const QualifiedName& name, const std::string& subtype) {
        const QualifiedName old = range_;
        move("TYPE", range_, name, "");
        for (const auto& arguments : range_constructors(subtype)) constructor(old, name, arguments);
    }

    /// `old_schema`: that of the range before. The functions stand there, also where the multirange does not.
    void multirange_to(const QualifiedName& name, const std::string& old_schema) {
        const QualifiedName old{old_schema, multirange_.name}, now{range_.schema, name.name};
        move("TYPE", multirange_, name, "");
        for (const auto& arguments : multirange_constructors(range_)) constructor(old, now, arguments);
    }

    /// The names that others wait for, or that must be free, are those of all of it.
    Steps take(std::vector<std::string> freed, std::vector<std::string> taken) {
        if (steps_.empty()) return {};
        std::erase_if(freed, [&](const std::string& name) { return std::ranges::find(taken, name) != taken.end(); });
        steps_.front().takes = std::move(taken);
        steps_.back().frees = std::move(freed);
        return std::move(steps_);
    }

private:
    void constructor(QualifiedName now, const QualifiedName& name, const std::string& arguments) { move("FUNCTION", now, name, arguments); }

    void move(sql::Keywords noun, QualifiedName& now, const QualifiedName& name, const std::string& arguments) {
        const auto alter = [&](const Fragment& action) {
            steps_.push_back(phrases::step(object_, sql::sql("ALTER", noun, Fragment{now.render() + arguments}, action), Effect::touches));
        };
        if (now.schema != name.schema) alter(sql::fragment("SET SCHEMA", Identifier{name.schema}));
        now.schema = name.schema;
        if (now.name != name.name) alter(sql::fragment("RENAME TO", Identifier{name.name}));
        now.name = name.name;
    }

    const ObjectId& object_;
    QualifiedName range_, multirange_;
    Steps steps_;
};

Step definition(const Subject<Range>& to, std::vector<Touch> touches) {
    const auto& range = to.value;
    phrases::Attributes attributes;
    attributes.add("SUBTYPE", range.subtype).add("SUBTYPE_OPCLASS", range.operator_class).add("COLLATION", range.collation);
    attributes.add("CANONICAL", range.canonical).add("SUBTYPE_DIFF", range.difference);
    if (!range.multirange.empty() || !range.multirange_schema.empty()) attributes.add("MULTIRANGE_TYPE_NAME", multirange_of(to.id, range).render());
    return {.object = to.id,
            .statement = sql::sql("CREATE TYPE", qualified(to.id), "AS RANGE", attributes.line()),
            .touches = std::move(touches),
            .takes = names_beside(to.id, range)};
}

}  // namespace

std::vector<std::string> RangeKind::queries(pg::ServerVersion) { return {std::string(k_ranges)}; }

Result<> RangeKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        Range range{.subtype = row.string(3),
                    .operator_class = row.string(4),
                    .collation = row.string(5),
                    .canonical = row.string(6),
                    .difference = row.string(7),
                    .multirange_schema = row.string(8)};
        if (row.text(9) != usual_multirange(row.string(2))) range.multirange = row.string(9);
        reading.add(ObjectId{.kind = std::string(name), .schema = row.string(1), .name = row.string(2)}, std::move(range), {catalog_oid::pg_type, row.oid(0)});
    }
    return {};
}

Steps RangeKind::create(const Subject<Range>& to, const Scene&) { return {definition(to, {{"", Effect::creates}})}; }

Steps RangeKind::create_without(const Subject<Range>& to, std::span<const std::string>, const Scene&) {
    return {phrases::step(to.id, sql::sql("CREATE TYPE", qualified(to.id)), Effect::creates),
            definition(to, {{std::string(definition_part), Effect::creates}})};
}

Steps RangeKind::drop(const Subject<Range>& from, const Scene&) {
    Steps steps{from.value.canonical.empty() ? phrases::step(from.id, sql::sql("DROP TYPE", qualified(from.id)), Effect::destroys)
                                             : phrases::drop_with_functions(from.id)};
    steps.back().frees = names_beside(from.id, from.value);
    return steps;
}

Alteration RangeKind::alter(const Subject<Range>& from, const Subject<Range>& to, const Scene&) {
    Range named_alike = from.value;
    named_alike.multirange = to.value.multirange;
    named_alike.multirange_schema = to.value.multirange_schema;
    // A canonical function takes the type and goes with it; it cannot stand beside an old type that was put aside.
    const bool has_function = !from.value.canonical.empty() || !to.value.canonical.empty();
    if (named_alike != to.value) return has_function ? Alteration{.way = Alteration::Way::recreate} : Alteration{.way = Alteration::Way::swap};
    Renaming renaming(to.id, qualified(to.id), multirange_of(from.id, from.value));
    renaming.multirange_to(multirange_of(to.id, to.value), to.id.schema);
    return {.steps = renaming.take(names_beside(from.id, from.value), names_beside(to.id, to.value))};
}

Steps RangeKind::rename_whole(const Subject<Range>& from, const ObjectId& to, const Scene&) {
    Renaming renaming(to, qualified(from.id), multirange_of(from.id, from.value));
    auto multirange = multirange_of(to, from.value);
    // What makes room makes it with all names that it has.
    if (sql::is_aside(to.name) && !from.value.multirange.empty()) multirange.name = sql::aside(multirange.name);
    renaming.range_to(qualified(to), from.value.subtype);
    renaming.multirange_to(multirange, from.id.schema);
    Range renamed = from.value;
    renamed.multirange = multirange.name;
    return renaming.take(names_beside(from.id, from.value), names_beside(to, renamed));
}

Steps RangeKind::rename(const ObjectId& from, const ObjectId& to, std::string_view, std::string_view, const Scene&) {
    return phrases::rename("TYPE", from, to);
}

std::vector<RangeKind::Companion> RangeKind::companions(const ObjectId& id, const Range& range, pg::ServerVersion version) {
    const auto multirange = multirange_of(id, range);
    std::vector<Companion> out;
    const auto add = [&](const char* of, const std::string& name, const std::vector<std::string>& all_arguments, std::span<const char* const> counts) {
        for (std::size_t at = 0; at < all_arguments.size(); ++at)
            out.push_back({std::string("constructor:") + of + "(" + counts[at] + ")",
                           sql::fragment("FUNCTION", Fragment{QualifiedName{id.schema, name}.render() + all_arguments[at]})});
    };
    constexpr auto k_range = std::to_array({"2", "3"});
    constexpr auto k_multirange = std::to_array({"0", "1", "n"});
    add("range", id.name, range_constructors(range.subtype), k_range);
    add("multirange", multirange.name, multirange_constructors(qualified(id)), k_multirange);
    // "Use the privileges of its range type instead", from then on.
    if (version.major() < 17) out.push_back({"multirange", sql::fragment("TYPE", multirange)});
    return out;
}

std::vector<std::string> RangeKind::occupies(const ObjectId& id) { return {phrases::slot("type", id)}; }

Fragment RangeKind::spoken(const ObjectId& id) { return sql::fragment("TYPE", qualified(id)); }

}  // namespace whimbrel::kinds

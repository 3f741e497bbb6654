// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/phrases.h"

#include <algorithm>

namespace whimbrel::kinds::phrases {

using sql::Builder;
using sql::Fragment;
using sql::Identifier;
using sql::Literal;
using sql::QualifiedName;

namespace {

Fragment assignments(const std::vector<Option>& options) {
    Builder builder;
    return builder.list(options, [](const Option& option) { return sql::fragment(Fragment{option.name}, "=", Literal{option.value}); }).fragment();
}

}  // namespace

QualifiedName qualified(const ObjectId& id) { return {id.schema, id.name}; }

QualifiedName parent(const ObjectId& id) { return {id.schema, id.parent}; }

std::string slot(std::string_view space, const ObjectId& id) { return std::string(space) + ":" + qualified(id).render(); }

std::string slot_on_parent(std::string_view space, const ObjectId& id) {
    return std::string(space) + ":" + parent(id).render() + "." + Identifier{id.name}.render();
}

Fragment on_parent(sql::Keywords noun, const ObjectId& id) { return sql::fragment(noun, Identifier{id.name}, "ON", parent(id)); }

Steps rename_on_parent(sql::Keywords noun, const ObjectId& from, const ObjectId& to) {
    return {{.object = to,
             .statement = sql::sql("ALTER", on_parent(noun, from), "RENAME TO", Identifier{to.name}),
             .touches = {{"", Effect::touches}},
             .lock = "ACCESS EXCLUSIVE"}};
}

std::string enabled_words(char code) {
    switch (code) {
        case 'D':
            return "DISABLE";
        case 'R':
            return "ENABLE REPLICA";
        case 'A':
            return "ENABLE ALWAYS";
        default:
            return "";
    }
}

Step state_step(sql::Keywords noun, const ObjectId& id, const std::string& state, std::string lock) {
    return {.object = id,
            .statement = sql::sql("ALTER TABLE", parent(id), Fragment{state.empty() ? "ENABLE" : state}, noun, Identifier{id.name}),
            .touches = {{"enabled", Effect::touches}},
            .lock = std::move(lock)};
}

void append_marks(const ObjectId& id, const QualifiedName& table, const IndexMarks& from, const IndexMarks& to, Steps& steps) {
    const auto mark = [&](sql::Keywords words, std::string part) {
        steps.push_back({.object = id,
                         .statement = sql::sql("ALTER TABLE", table, words, Identifier{id.name}),
                         .touches = {{std::move(part), Effect::touches}},
                         .lock = "ACCESS EXCLUSIVE"});
    };
    if (to.clustered && !from.clustered) mark("CLUSTER ON", "clustered");
    if (to.replica_identity && !from.replica_identity) mark("REPLICA IDENTITY USING INDEX", "replica identity");
}

Fragment in_tablespace(const std::string& tablespace) {
    if (tablespace.empty()) return {};
    return sql::fragment("TABLESPACE", Identifier{tablespace});
}

Step move_step(sql::Keywords noun, const ObjectId& id, const std::string& tablespace) {
    return {.object = id,
            .statement = sql::sql("ALTER", noun, qualified(id), "SET TABLESPACE", Identifier{tablespace.empty() ? "pg_default" : tablespace}),
            .touches = {{"tablespace", Effect::touches}},
            .lock = "ACCESS EXCLUSIVE",
            .note = "copies its files, and locks it for as long as that takes"};
}

std::vector<std::string> quoted(const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const auto& name : names) out.push_back(Identifier{name}.render());
    return out;
}

std::string in_parentheses(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& text : texts) out += (out.empty() ? "" : ", ") + text;
    return "(" + out + ")";
}

std::string implicit_name(std::string table, std::string addition, std::string_view label) {
    const std::size_t overhead = label.size() + (addition.empty() ? 1 : 2);
    while (table.size() + addition.size() + overhead > 63) {
        auto& longer = table.size() > addition.size() ? table : addition;
        do longer.pop_back();
        while (!longer.empty() && (static_cast<unsigned char>(longer.back()) & 0xC0U) == 0x80U);
    }
    if (!addition.empty()) table += "_" + addition;
    return table + "_" + std::string(label);
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

Steps rename(sql::Keywords noun, const ObjectId& from, const ObjectId& to) {
    Steps steps;
    const auto alter = [&](const QualifiedName& name, const Fragment& action) {
        steps.push_back({.object = to, .statement = sql::sql("ALTER", noun, name, action), .touches = {{"", Effect::touches}}});
    };
    if (from.schema != to.schema) alter({from.schema, from.name}, sql::fragment("SET SCHEMA", Identifier{to.schema}));
    if (from.name != to.name) alter({to.schema, from.name}, sql::fragment("RENAME TO", Identifier{to.name}));
    return steps;
}

Steps rename(Fragment (*spoken)(const ObjectId&), const ObjectId& from, const ObjectId& to) {
    Steps steps;
    ObjectId now = from;
    if (from.schema != to.schema) {
        steps.push_back(step(to, sql::sql("ALTER", spoken(now), "SET SCHEMA", Identifier{to.schema}), Effect::touches));
        now.schema = to.schema;
    }
    if (from.name != to.name) steps.push_back(step(to, sql::sql("ALTER", spoken(now), "RENAME TO", Identifier{to.name}), Effect::touches));
    return steps;
}

std::vector<Touch> replaced() {
    const std::string written(k_written_dependencies);
    return {{"", Effect::touches}, {written, Effect::destroys}, {written, Effect::creates}};
}

Step step(const ObjectId& id, sql::Statement statement, Effect effect) { return {.object = id, .statement = std::move(statement), .touches = {{"", effect}}}; }

Fragment is_stored(const ObjectId& type) {
    // What is made of what is one list, which the server joins by a hash: looked up for each type anew it took seconds where there are many.
    return sql::fragment("EXISTS (WITH RECURSIVE used(oid) AS (SELECT", Literal{qualified(type).render()},
                         "::pg_catalog.regtype::pg_catalog.oid UNION SELECT m.made FROM used u JOIN (SELECT typelem, oid FROM pg_catalog.pg_type"
                         " UNION ALL SELECT typbasetype, oid FROM pg_catalog.pg_type UNION ALL SELECT rngsubtype, rngtypid FROM pg_catalog.pg_range"
                         " UNION ALL SELECT rngsubtype, rngmultitypid FROM pg_catalog.pg_range UNION ALL SELECT a.atttypid, c.reltype"
                         " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'c') m (of, made) ON m.of = u.oid)"
                         " SELECT FROM used u JOIN pg_catalog.pg_attribute a ON a.atttypid = u.oid AND NOT a.attisdropped"
                         " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm'))");
}

Step drop_with_functions(const ObjectId& type) {
    Step out = step(type, sql::sql("DROP TYPE", qualified(type), "CASCADE"), Effect::destroys);
    out.risk = {Verdict::lossy, "takes columns of this type along", is_stored(type)};
    out.note = "takes the functions along that the type is made of";
    return out;
}

std::string not_of_extension(std::string_view catalog, std::string_view oid) {
    return "NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = '" + std::string(catalog) +
           "'::pg_catalog.regclass AND e.objid = " + std::string(oid) + " AND e.deptype = 'e')";
}

Attributes& Attributes::add(sql::Keywords attribute, const Fragment& value) {
    if (!value.empty()) items_.push_back(sql::fragment(attribute, "=", value));
    return *this;
}

Attributes& Attributes::literal(sql::Keywords attribute, const std::optional<std::string>& value) {
    return value ? add(attribute, Fragment{Literal{*value}.render()}) : *this;
}

Attributes& Attributes::flag(sql::Keywords attribute, bool set) {
    if (set) items_.push_back(sql::fragment(attribute));
    return *this;
}

Attributes& Attributes::change(sql::Keywords attribute, const std::string& from, const std::string& to) {
    return from == to ? *this : add(attribute, Fragment{to.empty() ? "NONE" : to});
}

Fragment Attributes::lines() const {
    Builder builder;
    builder.add("(").list(items_, [](const Fragment& item) { return sql::fragment("\n   ", item); });
    return builder.add("\n").add(")").fragment();
}

Fragment Attributes::line() const {
    Builder builder;
    return builder.add("(").list(items_, [](const Fragment& item) { return item; }).add(")").fragment();
}

std::string without_printed_options(std::string definition, const std::vector<Option>& options) {
    if (options.empty()) return definition;
    std::string clause = " WITH (";
    for (const auto& option : options) {
        const std::string as_name = Identifier{option.value}.render();
        if (&option != &options.front()) clause += ", ";
        clause += Identifier{option.name}.render() + "=" + (as_name == option.value ? as_name : Literal{option.value}.render());
    }
    clause += ")";
    if (const auto at = definition.rfind(clause); at != std::string::npos) definition.erase(at, clause.size());
    return definition;
}

std::vector<Option> options_of(const std::vector<std::string>& entries, std::string_view prefix) {
    std::vector<Option> out;
    for (const auto& entry : entries) {
        const auto equals = entry.find('=');
        out.push_back({std::string(prefix) + entry.substr(0, equals), equals == std::string::npos ? "" : entry.substr(equals + 1)});
    }
    return out;
}

const Option* find(const std::vector<Option>& options, std::string_view name) {
    const auto it = std::ranges::find(options, name, &Option::name);
    return it == options.end() ? nullptr : &*it;
}

Fragment with_options(const std::vector<Option>& options) {
    if (options.empty()) return {};
    return sql::fragment("WITH (", assignments(options), ")");
}

void append_option_steps(sql::Keywords noun, const ObjectId& id, const std::vector<Option>& from, const std::vector<Option>& to, Steps& steps) {
    std::vector<Option> kept, gone;
    for (const auto& option : from) (find(to, option.name) != nullptr ? kept : gone).push_back(option);
    // SET puts what it names behind the others (transformRelOptions() in reloptions.c), so all from the first difference on is named.
    const auto [first, rest] = std::ranges::mismatch(to, kept);
    const std::vector<Option> set(first, to.end());
    const auto alter = [&](const Fragment& action) {
        steps.push_back({.object = id, .statement = sql::sql("ALTER", noun, qualified(id), action), .touches = {{"options", Effect::touches}}});
    };
    if (!gone.empty()) {
        Builder names;
        alter(sql::fragment("RESET (", names.list(gone, [](const Option& option) { return Fragment{option.name}; }).fragment(), ")"));
    }
    if (!set.empty()) alter(sql::fragment("SET (", assignments(set), ")"));
}

}  // namespace whimbrel::kinds::phrases

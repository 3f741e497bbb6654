// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/shadow/meant.h"

#include "whimbrel/base/suggest.h"
#include "whimbrel/shadow/server_report.h"

#include <algorithm>
#include <array>

namespace whimbrel::shadow {

namespace {

std::vector<std::string> first_column(const Result<pg::Rows>& rows) {
    std::vector<std::string> values;
    if (!rows) return values;  // a guess less
    for (const auto row : *rows) values.push_back(row.string(0));
    return values;
}

std::string lines(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += word + "\n";
    return text;
}

/// Columns of the tables that the statement names; in a table's own statement they stand nowhere else yet.
std::string meant_column(const std::string& missing, const parse::SplitStatement& statement, pg::Session& session) {
    auto names = names_in(statement.text);
    const std::array<pg::Value, 1> values{lines(names)};
    const auto columns =
        first_column(session.query("SELECT DISTINCT a.attname FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                                   " WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')"
                                   " AND c.relname = ANY (pg_catalog.string_to_array($1, pg_catalog.chr(10))) ORDER BY 1",
                                   values));
    if (auto near = nearest(missing, columns); !near.empty()) return near;
    std::erase(names, missing);
    return nearest(missing, names);
}

/// Names of what the declaration creates, with its schema where `qualified`.
std::vector<std::string> declared(const Declaration& declaration, const Refusal& refusal, bool qualified) {
    std::vector<std::string> names;
    for (const auto& item : declaration.items) {
        const auto& head = item.head();
        if (&item == &declaration.items[refusal.item] || head.verb != "CREATE" || head.name.empty()) continue;
        const auto& state = refusal.report.sqlstate;
        const bool is_type = head.object == "TYPE" || head.object == "DOMAIN" || head.object == "TABLE";
        const bool is_routine = makes_routine(head) || head.object == "AGGREGATE";
        const bool fits = state == sqlstate::k_invalid_schema_name  ? head.object == "SCHEMA"
                          : state == sqlstate::k_undefined_function ? is_routine
                          : state == sqlstate::k_undefined_object   ? is_type || !is_routine
                                                                    : !is_routine && head.object != "SCHEMA";
        if (fits) names.push_back(qualified && !head.schema.empty() ? head.schema + "." + head.name : head.name);
    }
    return names;
}

std::vector<std::string> built_in(const Refusal& refusal, pg::Session& session) {
    if (refusal.report.sqlstate == sqlstate::k_undefined_function)
        return first_column(session.execute("SELECT DISTINCT proname FROM pg_catalog.pg_proc ORDER BY 1"));
    if (refusal.report.message.starts_with("type "))
        return first_column(session.execute("SELECT typname FROM pg_catalog.pg_type WHERE typname !~ '^_' AND typrelid = 0 ORDER BY 1"));
    return {};
}

}  // namespace

std::string meant(const Declaration& declaration, const Refusal& refusal, pg::Session& session) {
    const std::string missing = missing_name(refusal.report);
    if (missing.empty() || refusal.report.hint.starts_with("Perhaps you meant")) return {};
    if (refusal.report.sqlstate == sqlstate::k_undefined_column) return meant_column(last_part(missing), *declaration.items[refusal.item].statement, session);
    const bool qualified = missing.find('.') != std::string::npos;
    auto near = nearest(missing, declared(declaration, refusal, qualified));
    if (near.empty() || near == missing) near = nearest(missing, built_in(refusal, session));
    return near == missing ? std::string() : near;
}

std::string meant_extension(const Declaration& declaration, const Refusal& refusal, pg::Session& session) {
    return nearest(declaration.items[refusal.item].head().name,
                   first_column(session.execute("SELECT name FROM pg_catalog.pg_available_extensions ORDER BY 1")));
}

}  // namespace whimbrel::shadow

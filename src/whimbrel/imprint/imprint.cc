// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/imprint.h"

#include "whimbrel/imprint/printer.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace whimbrel::imprint {

namespace {

/// Everything that decides how the server writes names, constants and expressions, and what could cut a read short.
constexpr std::string_view k_settings =
    "SET LOCAL search_path = ''; SET LOCAL quote_all_identifiers = off; SET LOCAL standard_conforming_strings = on; "
    "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC'; "
    "SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL xmlbinary = 'base64'; "
    "SET LOCAL lc_monetary = 'C'; SET LOCAL row_security = off; SET LOCAL statement_timeout = 0; SET LOCAL jit = off; "
    "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL array_nulls = on; SET LOCAL whimbrel.roles = '{}'";

Result<pg::Transaction> begin(pg::Session& session) {
    WHIMBREL_TRY(auto transaction, pg::Transaction::begin(session, "ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    WHIMBREL_CHECK(session.execute(k_settings));
    return transaction;
}

using Selections = std::vector<std::pair<int, Selection>>;  // each of a catalog

std::vector<std::string> statements_of(const Selections& selections) {
    std::vector<std::string> statements;
    for (const auto& [catalog, selection] : selections) statements.push_back(selection.text);
    return statements;
}

/// Of what the selections gave.
Result<Print> print_answers(pg::Session& session, Names& names, Selections selections, std::vector<pg::Rows> answers) {
    for (std::size_t i = 0; i < selections.size(); ++i)
        names.add({.catalog = selections[i].first, .selection = std::move(selections[i].second), .rows = std::move(answers[i])});
    WHIMBREL_CHECK(names.complete(session));
    return print_rows(names);
}

Selections select_all(const CatalogLayout& layout, const Ground& ground) {
    Selections selections;
    for (int i = 0; i < static_cast<int>(layout.catalogs.size()); ++i) {
        const auto& catalog = layout.catalogs[static_cast<std::size_t>(i)];
        if (catalog.is_printed) selections.emplace_back(i, select_rows(catalog, ground));
    }
    return selections;
}

/// What template1 has in the place of rows that were changed.
Result<std::map<std::string, Entry>> read_originals(const pg::Session& session, const CatalogLayout& layout, const std::vector<ChangedRow>& changed,
                                                    std::string_view ledger_schema) {
    WHIMBREL_TRY(auto original, pg::Session::connect(session.url().with_database("template1")));
    WHIMBREL_TRY(const auto transaction, begin(original));
    WHIMBREL_TRY(const auto ground, read_ground(original));
    std::map<int, std::vector<std::vector<std::string>>> identities;
    for (const auto& row : changed) identities[row.catalog].push_back(row.identity);
    Selections selections;
    for (const auto& [catalog, wanted] : identities)
        selections.emplace_back(catalog, select_rows_like(layout.catalogs[static_cast<std::size_t>(catalog)], wanted));
    Names names(layout, ledger_schema, ground.database);
    WHIMBREL_TRY(auto answers, original.query_all(statements_of(selections)));
    WHIMBREL_TRY(auto print, print_answers(original, names, std::move(selections), std::move(answers)));
    return collect(std::move(print.entries));
}

/// Adds the changed rows of initdb that differ from the original. Where there is nothing to compare with they are all
/// added: too much in a print is seen, too little is not.
void add_changed(Print& print, const pg::Session& session, const CatalogLayout& layout, std::string_view ledger_schema) {
    if (print.changed.empty()) return;
    std::map<std::string, Entry> originals;
    if (session.database() != "template1")
        if (auto read = read_originals(session, layout, print.changed, ledger_schema)) originals = std::move(*read);
    for (auto& row : print.changed) {
        const auto original = originals.find(row.entry.first);
        if (original == originals.end() || original->second != row.entry.second) print.entries.push_back(std::move(row.entry));
    }
}

/// How many rows initdb made in each catalog, of what count_rows() gave.
std::vector<KeyedEntry> print_counts(const CatalogLayout& layout, const pg::Rows& counts, const Selections& selections, const std::vector<pg::Rows>& answers) {
    std::vector<KeyedEntry> entries;
    for (const auto row : counts) {
        const auto index = static_cast<int>(row.integer(0));
        const auto at = static_cast<std::size_t>(std::ranges::find(selections, index, &Selections::value_type::first) - selections.begin());
        const auto& catalog = layout.catalogs[static_cast<std::size_t>(index)];
        const auto count = rows_of_initdb(catalog, row.integer(1), selections[at].second, answers[at]);
        entries.emplace_back(catalog.name + ": rows of initdb", Entry{{"count", {.value = std::to_string(count)}}});
    }
    return entries;
}

/// The whole print, of one round trip and what the names need.
Result<Print> read_print(pg::Session& session, Names& names, const CatalogLayout& layout, const Ground& ground) {
    auto selections = select_all(layout, ground);
    auto statements = statements_of(selections);
    statements.push_back(count_rows(layout, ground));
    WHIMBREL_TRY(auto answers, session.query_all(statements));
    auto counts = print_counts(layout, answers.back(), selections, answers);
    answers.pop_back();
    WHIMBREL_TRY(auto print, print_answers(session, names, std::move(selections), std::move(answers)));
    std::ranges::move(counts, std::back_inserter(print.entries));
    return print;
}

/// PostgreSQL documentation, "pg_depend": 'e' stands on the member's side and points at the extension, as the others point at the owner.
constexpr std::string_view k_closure = R"(
WITH RECURSIVE gone (class, object) AS (
  SELECT s.class, s.object FROM ROWS FROM (pg_catalog.unnest($1::oid[]), pg_catalog.unnest($2::oid[])) s(class, object)
  UNION
  SELECT d.classid, d.objid FROM pg_catalog.pg_depend d JOIN gone g ON d.refclassid = g.class AND d.refobjid = g.object
   WHERE d.deptype IN ('i', 'a', 'P', 'S', 'e') AND NOT (d.classid = d.refclassid AND d.objid = d.refobjid))
SELECT class, object FROM gone)";

Result<> hide(pg::Session& session, Names& names, const std::vector<LeftOut>& left_out) {
    if (left_out.empty()) return {};
    std::string classes = "{";
    std::string objects = "{";
    for (const auto& one : left_out) {
        classes += (classes.size() == 1 ? "" : ",") + std::to_string(one.catalog);
        objects += (objects.size() == 1 ? "" : ",") + std::to_string(one.oid);
    }
    const std::array<pg::Value, 2> values{classes + "}", objects + "}"};
    WHIMBREL_TRY(const auto rows, session.query(k_closure, values));
    for (const auto row : rows) names.hide(row.oid(0), row.oid(1));
    return {};
}

/// Written rules name them by this setting.
Result<> choose_roles(pg::Session& session, const Managed& managed) {
    if (!managed.any("role")) return {};
    WHIMBREL_TRY(const auto rows, session.execute("SELECT oid, rolname FROM pg_roles WHERE oid >= 16384"));
    std::string oids = "{";
    for (const auto row : rows)
        if (managed.covers("role", row.text(1))) oids += (oids.size() == 1 ? "" : ",") + row.string(0);
    WHIMBREL_CHECK(session.execute(sql::sql("SET LOCAL whimbrel.roles =", sql::Literal{oids + "}"})));
    return {};
}

}  // namespace

Result<Imprint> read(pg::Session& session, const ReadOptions& options) {
    const auto& ledger_schema = options.ledger_schema;
    WHIMBREL_TRY(auto transaction, begin(session));
    WHIMBREL_CHECK(choose_roles(session, options.managed));
    WHIMBREL_TRY(const auto ground, read_ground(session));
    WHIMBREL_TRY(const auto kept_layout, catalog_layout_of(session, ground.server));
    const auto& layout = *kept_layout;
    Names names(layout, ledger_schema, ground.database);
    WHIMBREL_CHECK(hide(session, names, options.left_out));
    WHIMBREL_TRY(auto print, read_print(session, names, layout, ground));
    WHIMBREL_CHECK(transaction.commit());
    add_changed(print, session, layout, ledger_schema);
    return Imprint{.version = session.version(), .entries = collect(std::move(print.entries))};
}

}  // namespace whimbrel::imprint

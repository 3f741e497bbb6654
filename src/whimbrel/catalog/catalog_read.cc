// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/catalog/address_book.h"
#include "whimbrel/catalog/located.h"
#include "whimbrel/catalog/unmanaged.h"

#include <algorithm>

namespace whimbrel::catalog {

namespace {

constexpr std::string_view k_dependencies = R"(
SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype FROM pg_catalog.pg_depend WHERE objid >= 16384)";

kinds::Address address_of(const pg::Row& row, int column) {
    return {row.oid(column), row.oid(column + 1), static_cast<std::int32_t>(row.integer(column + 2))};
}

std::vector<Dependency> dependencies_of(const pg::Rows& rows) {
    std::vector<Dependency> out;
    out.reserve(static_cast<std::size_t>(rows.size()));
    for (const auto row : rows) out.push_back({address_of(row, 0), address_of(row, 3), row.character(6)});
    return out;
}

/// All statements of one reading: the kinds' queries in the order of the list, between what surrounds them.
struct Script {
    std::vector<std::string> statements{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "SET LOCAL search_path TO ''",
                                        "SET LOCAL quote_all_identifiers TO off",
                                        // Catalog queries are planned as costly on large schemas, and compiling them costs more than running them.
                                        "SET LOCAL jit TO off"};
    std::vector<std::pair<std::size_t, std::size_t>> ranges;  ///< of each kind: first statement, number of them
    std::size_t dependencies = 0, loose = 0, privileges = 0;

    explicit Script(pg::ServerVersion version) {
        for (const auto& kind : kinds::all_kinds()) {
            auto queries = kind.queries(version);
            ranges.emplace_back(statements.size(), queries.size());
            std::ranges::move(queries, std::back_inserter(statements));
        }
        dependencies = statements.size();
        statements.emplace_back(k_dependencies);
        loose = statements.size();
        statements.emplace_back(loose_objects_query());
        privileges = statements.size();
        statements.emplace_back(privileges_query());
    }
};

/// Those whose row is their own: a comment's address is that of what it is on.
bool has_own_row(const Object& object) { return object.id.on.empty(); }

Result<Located> read_in_transaction(pg::Session& session, const ReadOptions& options) {
    const Script script(session.version());
    WHIMBREL_TRY(const auto rows, session.query_all(script.statements));
    AddressBook book;
    const auto kinds = kinds::all_kinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        book.begin_kind(kinds[i]);
        WHIMBREL_CHECK(kinds[i].read(std::span(rows).subspan(script.ranges[i].first, script.ranges[i].second), book));
    }
    const auto dependencies = dependencies_of(rows[script.dependencies]);
    book.take(dependencies, options.ledger_schema);
    Located located;
    WHIMBREL_TRY(auto not_managed, find_not_managed(session, book, dependencies, rows[script.loose], rows[script.privileges], options.ledger_schema, located.objects));

    auto& catalog = located.catalog;
    catalog.set_version(session.version());
    for (auto& item : book.found()) {
        if (item.left_out) continue;
        const auto name = item.object.id.render();
        if (has_own_row(item.object)) located.objects.push_back({item.object.id.kind, name.substr(name.find(':') + 1), item.address});
        catalog.put(std::move(item.object));
    }
    catalog.set_not_managed(std::move(not_managed));
    return located;
}

}  // namespace

Result<Located> locate(pg::Session& session, const ReadOptions& options) {
    auto located = read_in_transaction(session, options);
    if (session.alive() && session.in_transaction()) {
        // Nothing was written: how the transaction ends is all one, but it must.
        auto ended = session.execute("ROLLBACK");
        if (located && !ended) return std::unexpected(std::move(ended).error());
    }
    if (!located) located.error().context.emplace_back("reading the catalogs of " + session.describe());
    return located;
}

Result<Catalog> read(pg::Session& session, const ReadOptions& options) {
    WHIMBREL_TRY(auto located, locate(session, options));
    return std::move(located.catalog);
}

}  // namespace whimbrel::catalog

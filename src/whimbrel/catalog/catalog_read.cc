// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/catalog/address_book.h"
#include "whimbrel/catalog/located.h"
#include "whimbrel/catalog/spread.h"
#include "whimbrel/catalog/unmanaged.h"

#include <algorithm>

namespace whimbrel::catalog {

namespace {

constexpr std::string_view k_dependencies = R"(
SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype FROM pg_catalog.pg_depend WHERE objid >= 16384)";
constexpr int k_effort_of_dependencies = 3;

/// From which size of pg_attribute on a second connection gains more time than it takes. An empty database has 0.5 MB there, one of
/// 1,000 tables with ten columns 5 MB.
constexpr std::int64_t k_large_bytes = 2 << 20;

constexpr std::string_view k_database_owner = R"(
SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

kinds::Address address_of(const pg::Row& row, int column) { return {row.oid(column), row.oid(column + 1), static_cast<std::int32_t>(row.integer(column + 2))}; }

std::vector<Dependency> dependencies_of(const pg::Rows& rows) {
    std::vector<Dependency> out;
    out.reserve(static_cast<std::size_t>(rows.size()));
    for (const auto row : rows) out.push_back({address_of(row, 0), address_of(row, 3), row.character(6)});
    return out;
}

/// What is asked first: which kinds have objects at all, and whether there are many.
struct Survey {
    std::vector<bool> present;
    bool large = false;

    static std::string query(pg::ServerVersion version) {
        std::string text = "SELECT pg_catalog.pg_relation_size('pg_catalog.pg_attribute')";
        for (const auto& kind : kinds::all_kinds()) text += ", " + (kind.present == nullptr ? "true" : kind.present(version));
        return text;
    }

    explicit Survey(const pg::Row& row) : large(row.integer(0) >= k_large_bytes) {
        for (std::size_t i = 0; i < kinds::all_kinds().size(); ++i) present.push_back(row.boolean(static_cast<int>(i) + 1));
    }
};

/// Of the whole server, and no rule names any.
bool is_left_to_others(const kinds::KindOps& kind, const Managed& managed) { return !kind.managed_by.empty() && !managed.any(kind.managed_by); }

/// The queries of each kind in the order of the list, then those of this room.
struct Script {
    std::vector<QueryGroup> groups;
    std::vector<std::size_t> sizes;  ///< of each kind's group if it were present
    std::size_t dependencies = 0, loose = 0, database_owner = 0;

    Script(pg::ServerVersion version, const Survey& survey, const Managed& managed) {
        for (const auto& kind : kinds::all_kinds()) {
            QueryGroup group{.queries = kind.queries(version), .effort = kind.effort};
            sizes.push_back(group.queries.size());
            if (!survey.present[kind.rank] || is_left_to_others(kind, managed)) group = QueryGroup{.queries = {}, .effort = 0};
            groups.push_back(std::move(group));
        }
        dependencies = add(std::string(k_dependencies), k_effort_of_dependencies);
        loose = add(loose_objects_query());
        database_owner = add(std::string(k_database_owner));
    }

private:
    std::size_t add(std::string query, int effort = 1) {
        groups.push_back({.queries = {std::move(query)}, .effort = effort});
        return groups.size() - 1;
    }
};

enum class Spread : std::uint8_t { yes, no };
/// Whether the objects' places are wanted beside them.
enum class Places : std::uint8_t { named, left };

/// Those whose row is their own: a comment's address is that of what it is on.
bool has_own_row(const Object& object) { return object.id.on.empty(); }

Result<Located> assemble(pg::Session& session, const ReadOptions& options, Places places, const Script& script, std::vector<GroupRows>& rows) {
    std::size_t size = 0;
    for (const auto& group : rows)
        for (const auto& of_query : group) size += static_cast<std::size_t>(of_query.size());
    AddressBook book(options.managed, size);
    for (const auto& kind : kinds::all_kinds()) {
        book.begin_kind(kind);
        rows[kind.rank].resize(script.sizes[kind.rank]);
        WHIMBREL_CHECK(kind.read(rows[kind.rank], book));
    }
    book.take(dependencies_of(rows[script.dependencies][0]), options.ledger_schema);
    Located located;
    WHIMBREL_TRY(auto not_managed, find_not_managed(session, book, rows[script.loose][0], options.ledger_schema, located.objects));

    auto& catalog = located.catalog;
    catalog.set_version(session.version());
    catalog.set_database_owner(rows[script.database_owner][0][0].string(0));
    for (auto& item : book.found()) {
        if (item.left_out) continue;
        if (places == Places::named && has_own_row(item.object)) {
            const auto name = item.object.id.render();
            located.objects.push_back({item.object.id.kind, name.substr(name.find(':') + 1), item.address});
        }
        catalog.put(std::move(item.object));
    }
    catalog.set_not_managed(std::move(not_managed));
    return located;
}

/// Leaves `spread` at no where the server lets no snapshot be shared, which ends the transaction.
Result<Located> read_in_transaction(pg::Session& session, const ReadOptions& options, Places places, Spread& spread) {
    auto statements = opening_statements();
    statements.push_back(Survey::query(session.version()));
    WHIMBREL_TRY(const auto opened, session.query_all(statements));
    const Survey survey(opened.back()[0]);
    const Script script(session.version(), survey, options.managed);
    if (spread == Spread::no || (!survey.large && options.second_connection == SecondConnection::where_it_pays)) {
        WHIMBREL_TRY(auto rows, run_together(session, script.groups));
        return assemble(session, options, places, script, rows);
    }
    auto shared = share_snapshot(session);
    if (!shared) {
        if (session.alive()) spread = Spread::no;
        return std::unexpected(std::move(shared).error());
    }
    WHIMBREL_TRY(auto rows, run_spread(session, *shared, script.groups));
    return assemble(session, options, places, script, rows);
}

Result<> end_transaction(pg::Session& session) {
    // Nothing was written: how the transaction ends is all one, but it must.
    if (session.alive() && session.in_transaction()) WHIMBREL_CHECK(session.execute("ROLLBACK"));
    return {};
}

Result<Located> read_whole(pg::Session& session, const ReadOptions& options, Places places) {
    const bool may_spread = options.second_connection != SecondConnection::never && !session.url().through_pooler();
    auto spread = may_spread ? Spread::yes : Spread::no;
    auto located = read_in_transaction(session, options, places, spread);
    auto ended = end_transaction(session);
    if (!located && ended && may_spread && spread == Spread::no) {
        located = read_in_transaction(session, options, places, spread);
        ended = end_transaction(session);
    }
    if (located && !ended) return std::unexpected(std::move(ended).error());
    if (!located) located.error().context.emplace_back("reading the catalogs of " + session.describe());
    return located;
}

}  // namespace

Result<Located> locate(pg::Session& session, const ReadOptions& options) { return read_whole(session, options, Places::named); }

Result<Catalog> read(pg::Session& session, const ReadOptions& options) {
    WHIMBREL_TRY(auto located, read_whole(session, options, Places::left));
    return std::move(located.catalog);
}

}  // namespace whimbrel::catalog

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/row_query.h"

#include <optional>

namespace whimbrel::imprint {

namespace {

// A database of one's own is always younger than what initdb put into its template.
constexpr std::string_view k_first_xmin_query =
    "SELECT (SELECT min(xmin::text::bigint) FROM pg_database), (SELECT oid FROM pg_database WHERE datname = current_database()), "
    "system_identifier, catalog_version_no FROM pg_control_system()";
constexpr std::string_view k_always_query =
    "SELECT 'pg_namespace'::regclass::oid, oid FROM pg_namespace WHERE oid < 16384 UNION ALL "
    "SELECT 'pg_extension'::regclass::oid, oid FROM pg_extension WHERE oid < 16384 UNION ALL "
    "SELECT classid, objid FROM pg_depend WHERE deptype = 'e' AND objid < 16384";

const Column& column_at(const Catalog& catalog, int index) { return catalog.columns[static_cast<std::size_t>(index)]; }

sql::Identifier name_of(const Column& column) { return {column.name}; }

sql::QualifiedName name_of(const Catalog& catalog) { return {"pg_catalog", catalog.name}; }

bool holds_oid(const Column& column) { return column.type == "oid" || column.type == "regproc"; }

/// A regproc's text is a search for a unique name; the oid is both faster and what is resolved.
sql::Fragment raw(const Column& column) {
    if (column.type == "regproc") return sql::fragment(name_of(column), "::oid");
    return sql::fragment(name_of(column));
}

/// Collects the select list.
class Selecting {
public:
    explicit Selecting(const Catalog& catalog) : catalog_(&catalog) { selection_.at.assign(catalog.columns.size(), k_none); }

    int add(const sql::Fragment& item) {
        items_.push_back(item);
        return static_cast<int>(items_.size()) - 1;
    }
    void add_column(int index) {
        const auto& column = column_at(*catalog_, index);
        auto& at = selection_.at[static_cast<std::size_t>(index)];
        if (at == k_none) at = add(column.written.empty() ? raw(column) : column.written);
    }
    void add_identity() {
        for (const int index : catalog_->identity) {
            const int at = selection_.at[static_cast<std::size_t>(index)];
            const bool is_raw = at != k_none && column_at(*catalog_, index).written.empty();
            selection_.identity.push_back(is_raw ? at : add(raw(column_at(*catalog_, index))));
        }
        if (catalog_->oid_column != k_none) selection_.oid = selection_.identity.front();
    }
    void add_is_users(const sql::Fragment& condition) { selection_.is_users = add(condition); }
    Selection where(const sql::Fragment& condition) {
        sql::Builder builder;
        builder.add("SELECT").list(items_, [](const sql::Fragment& item) { return item; });
        builder.add("FROM").add(name_of(*catalog_)).add("WHERE").add(condition);
        selection_.text = builder.statement().text;
        return std::move(selection_);
    }

private:
    const Catalog* catalog_;
    Selection selection_;
    std::vector<sql::Fragment> items_;
};

void add_printed_columns(Selecting& selecting, const Catalog& catalog) {
    for (int i = 0; i < static_cast<int>(catalog.columns.size()); ++i)
        if (column_at(catalog, i).reading != Reading::left_out) selecting.add_column(i);
    selecting.add_identity();
}

/// Any oid of the row's identity is a user's.
sql::Fragment is_users(const Catalog& catalog) {
    sql::Builder builder;
    builder.add("( FALSE");
    for (const int index : catalog.identity) {
        if (!holds_oid(column_at(catalog, index))) continue;
        builder.add("OR").add(name_of(column_at(catalog, index))).add(">=").add(k_first_user_oid);
    }
    return builder.add(")").fragment();
}

void add_always(sql::Builder& builder, const Catalog& catalog, const Ground& ground) {
    if (const auto found = ground.always.find(catalog.oid); found != ground.always.end() && catalog.oid_column != k_none) {
        builder.add("OR oid IN (").list(found->second, [](std::uint32_t oid) { return oid; }).add(")");
    }
    for (const auto& column : catalog.columns) {
        // The first address is the object that the row is about; the second of a pg_depend row may be what it belongs to.
        if (column.reading != Reading::address || column.name.starts_with("ref")) continue;
        for (const auto& [class_oid, oids] : ground.always) {
            builder.add("OR (").add(name_of(column_at(catalog, column.relation))).add("=").add(class_oid).add("AND").add(name_of(column));
            builder.add("IN (").list(oids, [](std::uint32_t oid) { return oid; }).add("))");
        }
    }
}

sql::Fragment is_users_or_always(const Catalog& catalog, const Ground& ground) {
    sql::Builder builder;
    builder.add("(").add(is_users(catalog));
    add_always(builder, catalog, ground);
    return builder.add(")").fragment();
}

sql::Fragment oid_list(const std::set<std::uint32_t>& oids) {
    sql::Builder builder;
    builder.list(oids, [](std::uint32_t oid) { return oid; });
    return builder.fragment();
}

}  // namespace

Result<Ground> read_ground(pg::Session& session) {
    const std::vector<std::string> statements = {std::string(k_first_xmin_query), std::string(k_always_query)};
    WHIMBREL_TRY(const auto answers, session.query_all(statements));
    Ground ground;
    ground.first_xmin = answers[0][0].string(0);
    ground.database = answers[0][0].oid(1);
    ground.server = answers[0][0].string(2) + "/" + answers[0][0].string(3);
    for (const auto row : answers[1]) ground.always[row.oid(0)].push_back(row.oid(1));
    return ground;
}

Selection select_rows(const Catalog& catalog, const Ground& ground) {
    Selecting selecting(catalog);
    add_printed_columns(selecting, catalog);
    const auto* rule = catalog.row_rule;
    if (rule != nullptr && rule->choice == RowChoice::all) {
        selecting.add_is_users(sql::fragment("TRUE"));
        return selecting.where(sql::fragment(rule->condition));
    }
    const auto kept = is_users_or_always(catalog, ground);
    selecting.add_is_users(kept);
    sql::Builder where;
    // Not as text and a number: that is most of what reading 5,000 descriptions takes.
    where.add("(").add(kept).add("OR age(xmin) <= age(").add(sql::Literal{ground.first_xmin}).add("::xid))");
    if (rule != nullptr) where.add("AND").add(rule->condition);
    return selecting.where(where.fragment());
}

Selection select_rows_like(const Catalog& catalog, std::span<const std::vector<std::string>> identities) {
    Selecting selecting(catalog);
    add_printed_columns(selecting, catalog);
    selecting.add_is_users(sql::fragment("TRUE"));
    sql::Builder where;
    where.add("(").list(catalog.identity, [&](int index) { return name_of(column_at(catalog, index)); }).add(") IN (");
    where.list(identities, [](const std::vector<std::string>& identity) {
        sql::Builder one;
        return one.add("(").list(identity, [](const std::string& value) { return sql::Literal{value}; }).add(")").fragment();
    });
    where.add(")");
    if (catalog.row_rule != nullptr) where.add("AND").add(catalog.row_rule->condition);
    return selecting.where(where.fragment());
}

Selection select_names(const Catalog& catalog, const std::set<std::uint32_t>& oids) {
    Selecting selecting(catalog);
    for (const int index : catalog.key) selecting.add_column(index);
    selecting.add_identity();
    const bool of_relations = catalog.oid_column == k_none;
    const auto& by = column_at(catalog, of_relations ? catalog.identity.front() : catalog.oid_column);
    return selecting.where(sql::fragment(name_of(by), "IN (", oid_list(oids), ")"));
}

std::string count_rows(const CatalogLayout& layout, const Ground& ground) {
    sql::Builder builder;
    bool first = true;
    for (int i = 0; i < static_cast<int>(layout.catalogs.size()); ++i) {
        const auto& catalog = layout.catalogs[static_cast<std::size_t>(i)];
        if (!catalog.is_printed || catalog.is_shared) continue;
        if (!std::exchange(first, false)) builder.add("UNION ALL");
        builder.add("SELECT").add(i).add(", count(*) FROM").add(name_of(catalog));
        if (catalog.row_rule == nullptr) continue;
        builder.add("WHERE").add(catalog.row_rule->condition);
        if (catalog.row_rule->choice == RowChoice::all) builder.add("AND NOT").add(is_users_or_always(catalog, ground));
    }
    return builder.statement().text;
}

std::int64_t rows_of_initdb(const Catalog& catalog, std::int64_t count, const Selection& selection, const pg::Rows& rows) {
    if (catalog.row_rule != nullptr && catalog.row_rule->choice == RowChoice::all) return count;
    for (const auto row : rows)
        if (row.boolean(selection.is_users)) --count;
    return count;
}

}  // namespace whimbrel::imprint

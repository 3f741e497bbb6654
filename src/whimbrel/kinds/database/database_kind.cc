// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/kinds/database/database_kind.h"

#include "whimbrel/sql/setting.h"

#include <algorithm>

namespace whimbrel::kinds {

using sql::Fragment;
using sql::Identifier;
using sql::Literal;

namespace {

// initdb says what database postgres is for.
constexpr std::string_view k_database = R"(
SELECT d.oid, CASE WHEN d.oid >= 16384 OR s.description <> 'default administrative connection database' THEN s.description END, d.datconnlimit
  FROM pg_catalog.pg_database d LEFT JOIN pg_catalog.pg_shdescription s ON s.classoid = d.tableoid AND s.objoid = d.oid
 WHERE d.datname = pg_catalog.current_database())";

// A row for each entry that is not among the usual ones, and for each usual one that is missing (then "withheld").
constexpr std::string_view k_entries = R"(
SELECT e.withheld, CASE WHEN e.grantor <> d.datdba THEN pg_catalog.pg_get_userbyid(e.grantor) END,
       CASE WHEN e.grantee = 0 THEN 'public' WHEN e.grantee <> d.datdba THEN pg_catalog.pg_get_userbyid(e.grantee) END, e.privilege_type, e.is_grantable
  FROM pg_catalog.pg_database d
 CROSS JOIN LATERAL (
    SELECT false, g.* FROM pg_catalog.aclexplode(d.datacl) g WHERE NOT EXISTS (
      SELECT FROM pg_catalog.aclexplode(pg_catalog.acldefault('d', d.datdba)) u
       WHERE u.grantor = g.grantor AND u.grantee = g.grantee AND u.privilege_type = g.privilege_type AND u.is_grantable = g.is_grantable)
    UNION ALL
    SELECT true, u.* FROM pg_catalog.aclexplode(pg_catalog.acldefault('d', d.datdba)) u WHERE d.datacl IS NOT NULL AND NOT EXISTS (
      SELECT FROM pg_catalog.aclexplode(d.datacl) g
       WHERE u.grantor = g.grantor AND u.grantee = g.grantee AND u.privilege_type = g.privilege_type)
  ) e (withheld, grantor, grantee, privilege_type, is_grantable)
 WHERE d.datname = pg_catalog.current_database())";

constexpr std::string_view k_labels = R"(
SELECT l.provider, l.label FROM pg_catalog.pg_shseclabel l JOIN pg_catalog.pg_database d ON d.oid = l.objoid
 WHERE l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND d.datname = pg_catalog.current_database()
 ORDER BY 1)";

class Writing {
public:
    Writing(ObjectId id, Effect effect) : id_(std::move(id)), effect_(effect) {}

    void change(const Database& from, const Database& to) {
        const auto access = change_access(from.list, to.list, OwnerDefaults::all);
        for (const auto& act : access.undone) put(statement_of(act));
        for (const auto& act : access.done) put(statement_of(act));
        if (from.connection_limit != to.connection_limit)
            put(sql::in_this_database({"ALTER DATABASE"}, sql::fragment("CONNECTION LIMIT", to.connection_limit)));
        if (from.comment != to.comment)
            put(sql::in_this_database({"COMMENT ON DATABASE"}, sql::fragment("IS", Fragment{to.comment.empty() ? "NULL" : Literal{to.comment}.render()})));
        for (const auto& label : from.labels)
            if (phrases::find(to.labels, label.name) == nullptr) put(statement_of({label.name, ""}));
        for (const auto& label : to.labels)
            if (const auto* old = phrases::find(from.labels, label.name); old == nullptr || *old != label) put(statement_of(label));
    }
    Steps take() { return std::move(steps_); }

private:
    void put(sql::Statement statement) { steps_.push_back(phrases::step(id_, std::move(statement), effect_)); }

    /// Within SET ROLE the owner is still who started the session.
    static sql::Statement statement_of(const Act& act) {
        const std::string& grantor = act.grants.front().grantor;
        const auto words = words_of(act, "", {grantor.empty() ? "CURRENT_USER" : "SESSION_USER"});
        auto statement = sql::in_this_database(sql::fragment(words.before, "ON DATABASE"), words.after);
        // GRANTED BY takes nobody but the current user.
        if (grantor.empty()) return statement;
        return sql::sql("SET ROLE", Fragment{Identifier{grantor}.render() + ";\n"}, statement, Fragment{";\nRESET ROLE"});
    }

    /// An empty label is none (seclabel.c).
    static sql::Statement statement_of(const Option& label) {
        return sql::in_this_database(sql::fragment("SECURITY LABEL FOR", Identifier{label.name}, "ON DATABASE"),
                                     sql::fragment("IS", Fragment{label.value.empty() ? "NULL" : Literal{label.value}.render()}));
    }

    ObjectId id_;
    Effect effect_;
    Steps steps_;
};

}  // namespace

std::string DatabaseKind::present(pg::ServerVersion) {
    return "EXISTS (SELECT FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database() AND (d.datacl IS NOT NULL OR d.datconnlimit <> -1 "
           "OR EXISTS (SELECT FROM pg_catalog.pg_shdescription s WHERE s.classoid = d.tableoid AND s.objoid = d.oid) "
           "OR EXISTS (SELECT FROM pg_catalog.pg_shseclabel l WHERE l.classoid = d.tableoid AND l.objoid = d.oid)))";
}

std::vector<std::string> DatabaseKind::queries(pg::ServerVersion) { return {std::string(k_database), std::string(k_entries), std::string(k_labels)}; }

Result<> DatabaseKind::read(std::span<const pg::Rows> rows, Reading& reading) {
    for (const auto row : rows[0]) {
        Database value{.comment = row.string(1), .connection_limit = static_cast<int>(row.integer(2)), .list = {}, .labels = {}};
        for (const auto entry : rows[1])
            (entry.boolean(0) ? value.list.withheld : value.list.granted).push_back({entry.string(2), entry.string(3), entry.string(1), entry.boolean(4)});
        for (const auto label : rows[2]) value.labels.push_back({label.string(0), label.string(1)});
        std::ranges::sort(value.list.granted);
        std::ranges::sort(value.list.withheld);
        if (value != Database{}) reading.add(ObjectId{.kind = std::string(name), .name = "current"}, std::move(value), {catalog_oid::pg_database, row.oid(0)});
    }
    return {};
}

Steps DatabaseKind::create(const Subject<Database>& to, const Scene&) {
    Writing writing(to.id, Effect::creates);
    writing.change({}, to.value);
    return writing.take();
}

Steps DatabaseKind::drop(const Subject<Database>& from, const Scene&) {
    Writing writing(from.id, Effect::destroys);
    writing.change(from.value, {});
    return writing.take();
}

Alteration DatabaseKind::alter(const Subject<Database>& from, const Subject<Database>& to, const Scene&) {
    Writing writing(to.id, Effect::touches);
    writing.change(from.value, to.value);
    return {.steps = writing.take()};
}

std::vector<std::string> DatabaseKind::occupies(const ObjectId&) { return {}; }

Fragment DatabaseKind::spoken(const ObjectId& id) { return sql::fragment("DATABASE", Identifier{id.name}); }

std::vector<Entry> DatabaseKind::entries(const Database& database) {
    std::string detail;
    const auto add = [&](const std::string& text) { detail += (detail.empty() ? "" : ", ") + text; };
    if (!database.comment.empty()) add("comment");
    if (database.connection_limit != -1) add("at most " + std::to_string(database.connection_limit) + " connections");
    for (const auto& label : database.labels) add("label of " + label.name);
    for (const auto& grant : database.list.granted) add(phrases::lower(grant.privilege) + " to " + (grant.grantee.empty() ? "the owner" : grant.grantee));
    for (const auto& grant : database.list.withheld)
        add("no " + phrases::lower(grant.privilege) + " to " + (grant.grantee.empty() ? "the owner" : grant.grantee));
    return {{.heading = "Database", .detail = detail}};
}

}  // namespace whimbrel::kinds

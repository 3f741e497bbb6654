// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/testing/factory.h"

#include "whimbrel/data/connection.h"

#include "whimbrel/base/format.h"
#include "whimbrel/catalog/catalog.h"
#include "whimbrel/codegen/model.h"
#include "whimbrel/sql/statement.h"
#include "whimbrel/testing/sample_value.h"

#include <algorithm>
#include <map>
#include <optional>

namespace whimbrel::testing {

namespace {

using codegen::Field;
using codegen::ForeignKey;
using codegen::Given;
using codegen::Relation;

/// By field; nothing is NULL.
using Values = std::map<std::size_t, std::optional<std::string>>;

constexpr int k_most_parents = 20;

}  // namespace

struct Factory::State {
    data::Pool& pool;
    catalog::Catalog catalog;  ///< the model leans on it
    codegen::Model model;
    std::uint64_t next = 1;

    [[nodiscard]] Result<const Relation*> find(std::string_view schema, std::string_view table) const {
        const auto is_it = [&](const Relation& relation) { return relation.schema == schema && relation.name == table; };
        const auto found = std::ranges::find_if(model.relations, is_it);
        if (found != model.relations.end()) return &*found;
        return fail(ErrorCode::schema_mismatch, format("the database has no table {}.{}", schema, table)).hint("Run `whimbrel types`, and build again.");
    }

    Result<pg::Rows> insert(const Relation& relation, Values values, const sql::Fragment& returning, int depth) {
        if (depth > k_most_parents)
            return fail(ErrorCode::request_invalid,
                        format("a row of {}.{} cannot be made: its foreign keys ask for ever more rows", relation.schema, relation.name))
                .hint("Set a foreign key of the circle to a row that is there.");
        WHIMBREL_CHECK(add_parents(relation, values, depth));
        const auto n = next++;
        for (std::size_t at = 0; at < relation.fields.size(); ++at) {
            if (relation.fields[at].given != Given::required || values.contains(at)) continue;
            auto value = sample_value(model, relation, at, n);
            if (!value) return no_value(relation, relation.fields[at]);
            values.emplace(at, std::move(value));
        }
        return run(relation, values, returning);
    }

    static Failing no_value(const Relation& relation, const Field& field) {
        return fail(ErrorCode::request_invalid,
                    format("no value for {}.{}.{} ({}) can be thought of that its rules take", relation.schema, relation.name, field.column, field.declared))
            .hint("Set the column: factory.make<Row>([](auto& row) { row.set(…); }).");
    }

    /// Keys of several columns first: what they bring may be what another one asks for.
    Result<> add_parents(const Relation& relation, Values& values, int depth) {
        std::vector<const ForeignKey*> keys;
        keys.reserve(relation.foreign_keys.size());
        for (const auto& key : relation.foreign_keys) keys.push_back(&key);
        std::ranges::stable_sort(keys, [](const ForeignKey* one, const ForeignKey* other) { return one->links.size() > other->links.size(); });
        for (const auto* key : keys) {
            const auto is_asked = [&](const auto& link) { return relation.fields[link.first].given == Given::required && !values.contains(link.first); };
            if (std::ranges::any_of(key->links, is_asked)) WHIMBREL_CHECK(add_parent(*key, values, depth));
        }
        return {};
    }

    Result<> add_parent(const ForeignKey& key, Values& values, int depth) {
        const auto& parent = model.relations[key.to];
        Values of_parent;
        sql::Builder returning;
        for (const auto& [ours, theirs] : key.links)
            if (const auto known = values.find(ours); known != values.end()) of_parent.insert_or_assign(theirs, known->second);
        returning.list(key.links, [&](const auto& link) { return sql::fragment(sql::Identifier{parent.fields[link.second].column}, "::text"); });
        WHIMBREL_TRY(const auto rows, insert(parent, std::move(of_parent), returning.fragment(), depth + 1));
        for (std::size_t at = 0; at < key.links.size(); ++at) values.insert_or_assign(key.links[at].first, rows[0].optional(static_cast<int>(at)));
        return {};
    }

    Result<pg::Rows> run(const Relation& relation, const Values& values, const sql::Fragment& returning) const {
        const sql::QualifiedName table{relation.schema, relation.name};
        data::Parameters parameters;
        sql::Builder names, markers;
        names.list(values, [&](const auto& value) { return sql::Identifier{relation.fields[value.first].column}; });
        markers.list(values, [&](const auto& value) {
            if (value.second) parameters.add_text(*value.second);
            else parameters.add_null();
            // As text first, so that the server's input function reads it whatever the type is.
            return sql::Fragment{format("${}::text::{}", parameters.size(), relation.fields[value.first].declared)};
        });
        const auto statement = values.empty()
                                   ? sql::sql("INSERT INTO", table, "DEFAULT VALUES RETURNING", returning)
                                   : sql::sql("INSERT INTO", table, "(", names.fragment(), ") VALUES (", markers.fragment(), ") RETURNING", returning);
        WHIMBREL_TRY(const auto lease, pool.acquire());
        auto rows = lease->run(statement.text, parameters);
        if (!rows) rows.error().context.push_back(format("making a row of {}.{}", relation.schema, relation.name));
        return rows;
    }
};

Factory::Factory(std::unique_ptr<State> state) : state_(std::move(state)) {}
Factory::Factory(Factory&&) noexcept = default;
Factory& Factory::operator=(Factory&&) noexcept = default;
Factory::~Factory() = default;

Result<Factory> Factory::read(const TestDatabase& database, data::Pool& pool) {
    WHIMBREL_TRY(const auto url, pg::Url::parse(database.url()));
    WHIMBREL_TRY(auto session, pg::Session::connect(url, {.application_name = "whimbrel/testing"}));
    WHIMBREL_TRY(auto catalog, catalog::read(session));
    auto state = std::make_unique<State>(State{.pool = pool, .catalog = std::move(catalog), .model = {}});
    // Names of types are of no use here, so two that are alike do no harm: each has its schema in front.
    const codegen::NameRules rules{.number = codegen::NameRules::Number::as_it_is, .given = {}};
    WHIMBREL_TRY(state->model, codegen::make_model(state->catalog, rules));
    return Factory(std::move(state));
}

Result<> Factory::make_untyped(std::string_view schema, std::string_view table) {
    WHIMBREL_TRY(const auto* relation, state_->find(schema, table));
    WHIMBREL_CHECK(state_->insert(*relation, {}, {"1"}, 0));
    return {};
}

Result<pg::Rows> Factory::insert(const data::RelationInfo& info, const data::ChangesetCore& changes, const void* row) {
    WHIMBREL_TRY(const auto* found, state_->find(info.schema, info.name));
    Values values;
    for (const auto column : changes.changed()) {
        const int field = found->find(info.columns[column].name);
        if (field < 0) return fail(ErrorCode::schema_mismatch, format("{}.{} has no column {}", info.schema, info.name, info.columns[column].name));
        values.emplace(static_cast<std::size_t>(field), info.columns[column].render(row));
    }
    sql::Builder returning;
    returning.list(info.columns, [](const data::ColumnInfo& column) {
        const sql::Identifier name{std::string(column.name)};
        return column.form == data::Form::text ? sql::fragment(name, "::text") : sql::fragment(name);
    });
    return state_->insert(*found, std::move(values), returning.fragment(), 0);
}

}  // namespace whimbrel::testing

// SPDX-License-Identifier: Apache-2.0
// Repo: rows in and out of one database, over a pool. A call outside of a transaction borrows a connection for as long as it takes; several threads may
// use one Repo then. Inside of transaction() the Repo given to the function is that transaction, and of one thread.
//
// Errors, beside those named: connection_lost, statement_failed, pool_exhausted, pool_closed, value_invalid (the database has another type than the
// generated code). A violated constraint is changes_invalid, said on the field that the constraint's name leads to; one that the generated
// code does not know is constraint_unknown.
#pragma once

#include "whimbrel/data/aggregate.h"
#include "whimbrel/data/page.h"
#include "whimbrel/data/repo_core.h"

#include <concepts>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

namespace whimbrel::data {

// Whoever uses these includes the header that is named; who reads and writes rows by key does not pay for compiling them.
template <class Row>
class Query;  // query.h
template <class Row>
class Changeset;  // changeset.h
template <class From, class To>
class Loaded;     // association.h
class Condition;  // query.h
namespace detail {
struct RelatedRequest;
template <class Association>
struct Preloading;  // of association.h, to tell whether it is there
}  // namespace detail

/// True of rows that belong to one tenant, user or the like ([codegen] scope): statements must say which.
template <class Row>
concept ScopedRow = Relation<Row>::info.scope >= 0;

enum class Scoping : std::uint8_t { none, one };

template <Scoping scoping>
class BasicRepo : public RepoCore {
public:
    explicit BasicRepo(Pool& pool)
        requires(scoping == Scoping::none)
        : RepoCore(pool) {}

    /// Of what belongs to that value of the scope's column alone: conditions are added to every statement, and new rows get it.
    template <class T>
    [[nodiscard]] BasicRepo<Scoping::one> scoped(const T& value) const {
        return BasicRepo<Scoping::one>(*pool_, connection_, Codec<T>::render(value));
    }

    /// What scoped() was given, as text.
    [[nodiscard]] const std::string& scope() const
        requires(scoping == Scoping::one)
    {
        return *scope_;
    }

    template <class Row>
    Result<std::vector<Row>> all(const Query<Row>& query) {
        reachable<Row>();
        WHIMBREL_TRY(const auto rows, select(query.selection()));
        return read_all<Row>(rows);
    }
    /// Nothing where there is none. Errors: several_rows.
    template <class Row>
    Result<std::optional<Row>> one(Query<Row> query) {
        reachable<Row>();
        if (!query.selection().limit) query.limit(2);
        return read_one<Row>(select(query.selection()), Relation<Row>::info.name);
    }
    /// By primary key: get<Device>(5). Errors: key_missing where the table has none, or of another number of columns.
    template <class Row, class... Keys>
    Result<std::optional<Row>> get(const Keys&... keys) {
        static_assert(sizeof...(Keys) > 0, "a key has a value at least");
        reachable<Row>();
        const std::string key[] = {render_key(keys)...};
        Result<std::optional<Row>> out(std::in_place, std::in_place);
        read_key(Relation<Row>::info, key, sizeof...(Keys), {.row = &**out, .out = &out, .give_up = &give_up<Row>});
        return out;
    }
    template <class Row>
    Result<std::optional<Row>> get_by(const Condition& condition) {
        return one(Query<Row>().where(condition));
    }
    /// The row as it is now, locked until the transaction ends. Errors: row_missing.
    template <class Row>
    Result<Row> lock(const Row& row) {
        reachable<Row>();
        WHIMBREL_TRY(const auto key, key_of(Relation<Row>::info, &row));
        return read_only<Row>(select_key(Relation<Row>::info, key, RowLock::update));
    }
    template <class Row>
    Result<std::int64_t> count(const Query<Row>& query) {
        reachable<Row>();
        return RepoCore::count(query.selection());
    }
    template <class Row>
    Result<bool> exists(const Query<Row>& query) {
        reachable<Row>();
        return RepoCore::exists(query.selection());
    }
    /// Of a column of the table, or of one that is joined, over the values that are not NULL; nothing where there is none. The sum of smallint and
    /// integer is std::int64_t, that of bigint Numeric, as the server has it.
    template <class Row, class Of, Summable T>
    Result<std::optional<typename Totals<T>::sum>> sum(const Query<Row>& query, Column<Of, T> column) {
        return aggregate_of<typename Totals<T>::sum>(query, "sum", column);
    }
    /// Of whole and exact numbers it is Numeric.
    template <class Row, class Of, Summable T>
    Result<std::optional<typename Totals<T>::average>> avg(const Query<Row>& query, Column<Of, T> column) {
        return aggregate_of<typename Totals<T>::average>(query, "avg", column);
    }
    template <class Row, class Of, Ranked T>
    Result<std::optional<T>> min(const Query<Row>& query, Column<Of, T> column) {
        return aggregate_of<T>(query, "min", column);
    }
    template <class Row, class Of, Ranked T>
    Result<std::optional<T>> max(const Query<Row>& query, Column<Of, T> column) {
        return aggregate_of<T>(query, "max", column);
    }
    /// The page of that number, from 1, and how many rows there are in all (two statements). Errors: request_invalid for a page of no rows.
    template <class Row>
    Result<Page<Row>> page(Query<Row> query, const PageRequest& request) {
        WHIMBREL_CHECK(check(request));
        WHIMBREL_TRY(const auto total, count(query));
        query.limit(request.size).offset((request.number - 1) * request.size);
        WHIMBREL_TRY(auto rows, all(query));
        return Page<Row>{std::move(rows), total, request.number, request.size};
    }
    /// The rows behind a cursor, "" for the first ones, in the query's order and then that of the primary key: as fast on page 1,000 as on page 1.
    /// Errors: request_invalid for a cursor that is none of this query's, and for an order by a column that may be NULL.
    template <class Row>
    Result<CursorPage<Row>> page_after(Query<Row> query, std::string_view cursor, std::int64_t size) {
        reachable<Row>();
        auto selection = query.selection();
        WHIMBREL_CHECK(select_after(selection, cursor, size));
        WHIMBREL_TRY(const auto rows, select(selection));
        WHIMBREL_TRY(auto read, read_all<Row>(rows));
        CursorPage<Row> page{std::move(read), ""};
        if (page.rows.size() <= static_cast<std::size_t>(size)) return page;
        page.rows.pop_back();
        page.next = cursor_of(selection, &page.rows.back());
        return page;
    }

    /// A new row, and what the server made of it: insert<Device>({.hostname = "r1", …}).
    template <class Row>
    Result<Row> insert(const typename Relation<Row>::New& fresh) {
        reachable<Row>();
        return read_only<Row>(RepoCore::insert(Relation<Row>::info, &fresh, nullptr));
    }
    /// Nothing is sent where the changeset has errors already. What the server refuses is added to it: changes_invalid.
    template <class Row>
    Result<Row> insert(Changeset<Row>& changes) {
        reachable<Row>();
        return read_only<Row>(RepoCore::insert(Relation<Row>::info, changes_of(changes), nullptr));
    }
    /// Many new rows, all or none; returns their number. By COPY where all of them give the same columns, by statements of many rows otherwise.
    template <class Row>
    Result<std::int64_t> insert_all(std::span<const typename Relation<Row>::New> fresh) {
        reachable<Row>();
        return RepoCore::insert_all(Relation<Row>::info, fresh.size(), [fresh](std::size_t at) { return static_cast<const void*>(&fresh[at]); });
    }
    /// A new row, or a change of the one that the constraint finds. Nothing where it was there, and is to stay as it is.
    template <class Row>
    Result<std::optional<Row>> upsert(const typename Relation<Row>::New& fresh, const OnConflict& conflict) {
        reachable<Row>();
        return read_one<Row>(RepoCore::insert(Relation<Row>::info, &fresh, &conflict), Relation<Row>::info.name);
    }
    template <class Row>
    Result<std::optional<Row>> upsert(Changeset<Row>& changes, const OnConflict& conflict) {
        reachable<Row>();
        return read_one<Row>(RepoCore::insert(Relation<Row>::info, changes_of(changes), &conflict), Relation<Row>::info.name);
    }
    /// The changed columns alone; no statement where nothing is. Errors: row_missing, row_changed (its version column), key_missing.
    template <class Row>
    Result<Row> update(Changeset<Row>& changes) {
        reachable<Row>();
        WHIMBREL_TRY(auto rows, RepoCore::update(Relation<Row>::info, changes_of(changes)));
        if (!rows) return changes.row();
        return read_only<Row>(std::move(*rows));
    }
    /// Softly where the table has a column for that. Errors: row_missing, row_changed.
    template <class Row>
    Result<> remove(const Row& row) {
        reachable<Row>();
        return RepoCore::remove(Relation<Row>::info, &row, Removed::left_out);
    }
    /// From the table, whatever it has.
    template <class Row>
    Result<> remove_for_good(const Row& row) {
        reachable<Row>();
        return RepoCore::remove(Relation<Row>::info, &row, Removed::included);
    }
    /// All that the query means; returns their number. Softly as remove().
    template <class Row>
    Result<std::int64_t> remove_all(const Query<Row>& query) {
        reachable<Row>();
        return RepoCore::remove_all(query.selection(), Removed::left_out);
    }

    /// The rows that belong to these, by one statement; see Loaded. `which` narrows and orders them.
    template <class From, template <class, class> class Association, class To>
    Result<Loaded<From, To>> preload(std::span<const From> rows, Association<From, To> association, Query<To> which = {});
    template <class From, class Middle, class To>
    Result<Loaded<From, To>> preload(std::span<const From> rows, Through<From, Middle, To> association, Query<To> which = {});
    template <class From, class Association, class... More>
    auto preload(const std::vector<From>& rows, Association association, More&&... more) {
        static_assert(requires { sizeof(detail::Preloading<Association>); }, "preload() needs #include <whimbrel/data/association.h>");
        return preload(std::span<const From>(rows), association, std::forward<More>(more)...);
    }

    /// Runs the function in a transaction: committed where it returns a value, rolled back where it returns an error. Inside of another it is a
    /// savepoint. The function must touch nothing but the Repo that it is given, where retries are asked for.
    template <class Work>
    auto transaction(Work&& work, const TransactionOptions& options = {}) -> std::invoke_result_t<Work, BasicRepo&> {
        using Answer = std::invoke_result_t<Work, BasicRepo&>;
        std::optional<Answer> answer;
        auto done = RepoCore::transaction(options, [&](Connection& connection) -> Result<> {
            BasicRepo inner(*pool_, &connection, scope_);
            answer.emplace(work(inner));
            if (!*answer) return std::unexpected(answer->error());
            return {};
        });
        if (!done) return std::unexpected(std::move(done).error());
        return std::move(*answer);
    }

    // Statements that were written in files; see docs/guide/queries.md.
    template <class Row>
    Result<std::vector<Row>> many(const StatementInfo& statement, const Parameters& parameters) {
        const auto& shape = shape_of<Row>(statement);
        WHIMBREL_TRY(const auto rows, run(statement, parameters, &shape));
        return read_all<Row>(rows, shape);
    }
    template <class Row>
    Result<std::optional<Row>> one(const StatementInfo& statement, const Parameters& parameters) {
        const auto& shape = shape_of<Row>(statement);
        return read_one<Row>(run(statement, parameters, &shape), statement.name, shape);
    }
    /// The rows affected.
    Result<std::int64_t> exec(const StatementInfo& statement, const Parameters& parameters) {
        WHIMBREL_TRY(const auto rows, run(statement, parameters, nullptr));
        return rows.affected();
    }
    /// Many rows by COPY, all or none; returns their number. The statement is one of COPY … FROM STDIN, in the form of the row's columns.
    template <class Row>
    Result<std::int64_t> copy(const StatementInfo& statement, std::span<const Row> rows) {
        return RepoCore::copy_rows(statement, Relation<Row>::info, rows.size(), [rows](std::size_t at) { return static_cast<const void*>(&rows[at]); });
    }

private:
    template <Scoping>
    friend class BasicRepo;
    BasicRepo(Pool& pool, Connection* connection, std::optional<std::string> scope) : RepoCore(pool, connection, std::move(scope)) {}

    template <class Row>
    static consteval void reachable() {
        static_assert(scoping == Scoping::one || !ScopedRow<Row>, "rows of this table belong to a scope: use repo.scoped(…)");
    }
    template <class Row>
    static Changes changes_of(Changeset<Row>& changes) {
        return {changes.core(), &changes.original(), &changes.row()};
    }
    template <class T>
    static std::string render_key(const T& key) {
        if constexpr (std::convertible_to<T, std::string_view>) return detail::render_key(std::string_view(key));
        else if constexpr (std::signed_integral<T>) return detail::render_key(static_cast<std::int64_t>(key));
        else if constexpr (std::unsigned_integral<T> && !std::same_as<T, bool>) return std::to_string(key);
        else return Codec<T>::render(key);
    }

    template <class Row>
    static const RelationInfo& shape_of(const StatementInfo& statement) {
        return statement.shape == nullptr ? Relation<Row>::info : *statement.shape;
    }
    template <class Row>
    static Result<std::vector<Row>> read_all(const pg::Rows& rows, const RelationInfo& shape = Relation<Row>::info) {
        std::vector<Row> out;
        const int count = rows.size();
        out.reserve(static_cast<std::size_t>(count));
        detail::RowReader reader(shape);
        for (int at = 0; at < count; ++at) WHIMBREL_CHECK(reader.read(rows, at, &out.emplace_back()));
        return out;
    }
    // Made anew by hand, as assigning would have every member of the types compiled for it.
    template <class Row>
    static void give_up(void* place, const Error* why) {
        auto* out = static_cast<Result<std::optional<Row>>*>(place);
        std::destroy_at(out);
        if (why == nullptr) std::construct_at(out, std::in_place);
        else std::construct_at(out, std::unexpect, *why);
    }
    template <class Row>
    static Result<std::optional<Row>> read_one(Result<pg::Rows> rows, std::string_view what, const RelationInfo& shape = Relation<Row>::info) {
        Result<std::optional<Row>> out(std::in_place, std::in_place);
        detail::read_one(std::move(rows), what, shape, {.row = &**out, .out = &out, .give_up = &give_up<Row>});
        return out;
    }
    template <class Row>
    static Result<Row> read_only(Result<pg::Rows> rows) {
        Result<Row> out(std::in_place);
        if (auto done = detail::read_only(std::move(rows), Relation<Row>::info, &*out); !done) out = std::unexpected(std::move(done).error());
        return out;
    }
    template <class T, class Row, class Of, class Value>
    Result<std::optional<T>> aggregate_of(const Query<Row>& query, sql::Keywords function, Column<Of, Value> column) {
        reachable<Row>();
        WHIMBREL_TRY(const auto text, aggregate(query.selection(), function, ref(column)));
        std::optional<T> out;
        if (text && !Codec<T>::parse(*text, out.emplace())) return detail::not_as_generated(ref(column), "a value");
        return out;
    }
    template <class From, class To>
    Result<Loaded<From, To>> load(detail::RelatedRequest& request);
};

using Repo = BasicRepo<Scoping::none>;
using ScopedRepo = BasicRepo<Scoping::one>;

}  // namespace whimbrel::data

// SPDX-License-Identifier: Apache-2.0
// RepoCore: what Repo<…> does without knowing the types of rows; see repo.h for the contracts.
#pragma once

#include "whimbrel/data/parameters.h"
#include "whimbrel/data/pool.h"
#include "whimbrel/data/statement_info.h"
#include "whimbrel/data/which_rows.h"
#include "whimbrel/pg/rows.h"
#include "whimbrel/sql/statement.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace whimbrel::data {

/// What an upsert does with a row that is there already.
struct OnConflict {
    std::string_view constraint;  ///< of the generated list: a primary key, unique constraint or unique index of plain columns
    enum class Then : std::uint8_t { update, nothing } then = Then::update;
};

enum class Isolation : std::uint8_t { server_default, read_committed, repeatable_read, serializable };

struct TransactionOptions {
    Isolation isolation = Isolation::server_default;
    /// How often the whole is run again where the server could not serialize it, or ended a deadlock (40001, 40P01).
    int retries = 0;
};

class ChangesetCore;
struct ColumnRef;
struct Request;
struct Selection;
namespace detail {
struct RelatedRequest;

/// A row that is read where it is to stay, in a Result<std::optional<Row>>; what the compiler knows of the types is left to one function, as what
/// stands here would be compiled anew for every type of row.
struct Wanted {
    void* row;
    void* out;
    /// Leaves nothing in `out`, or that error.
    void (*give_up)(void* out, const Error* why);
};
}  // namespace detail

/// A changeset without the type of its rows.
struct Changes {
    ChangesetCore& core;
    const void* from;  ///< as it was
    const void* to;    ///< as it will be
};

class RepoCore {
public:
    /// Of the pool's schema; null where it was opened without.
    [[nodiscard]] const SchemaInfo* schema() const { return pool_->settings().schema; }
    [[nodiscard]] bool in_transaction() const { return connection_ != nullptr; }

    /// A statement as text, for what the library has no words for: sql("SELECT …", Parameters().add(5)). Values in binary form.
    Result<pg::Rows> sql(sql::Keywords text, const Parameters& parameters = {});

protected:
    explicit RepoCore(Pool& pool) : pool_(&pool) {}
    RepoCore(Pool& pool, Connection* connection, std::optional<std::string> scope) : pool_(&pool), connection_(connection), scope_(std::move(scope)) {}

    Result<pg::Rows> run(const Request& request, Form results = Form::binary);
    Result<pg::Rows> run(std::string_view text, const Parameters& parameters, Form results = Form::binary);
    Result<pg::Rows> run(const StatementInfo& statement, const Parameters& parameters, const RelationInfo* shape);
    Result<pg::Rows> select(Selection selection);
    Result<std::int64_t> count(Selection selection);
    Result<bool> exists(Selection selection);
    /// Its text; nothing where it is NULL.
    Result<std::optional<std::string>> aggregate(Selection selection, sql::Keywords function, ColumnRef column);
    /// Of the one row whose key has these values, as text.
    Result<pg::Rows> select_key(const RelationInfo& relation, std::span<const std::string> key, RowLock lock);
    /// The same into that row. `key` are as many values as `size` says.
    void read_key(const RelationInfo& relation, const std::string* key, std::size_t size, const detail::Wanted& wanted);
    /// Rows that belong to others, by what association.h has found to ask for.
    Result<pg::Rows> select_related(detail::RelatedRequest& request);
    /// The key of a row, as text. Errors: key_missing.
    static Result<std::vector<std::string>> key_of(const RelationInfo& relation, const void* row);

    Result<pg::Rows> insert(const RelationInfo& relation, const void* fresh, const OnConflict* conflict);
    Result<pg::Rows> insert(const RelationInfo& relation, const Changes& changes, const OnConflict* conflict);
    /// No rows: nothing was changed, so that nothing was sent.
    Result<std::optional<pg::Rows>> update(const RelationInfo& relation, const Changes& changes);
    Result<> remove(const RelationInfo& relation, const void* row, Removed removed);
    Result<std::int64_t> remove_all(Selection selection, Removed removed);
    /// `at(n)` is the n-th new row.
    Result<std::int64_t> insert_all(const RelationInfo& relation, std::size_t count, const std::function<const void*(std::size_t)>& at);

    /// By COPY; every column of `rows` is sent, NULL where the member is absent.
    Result<std::int64_t> copy_rows(const StatementInfo& statement, const RelationInfo& rows, std::size_t count,
                                   const std::function<const void*(std::size_t)>& at);

    Result<> transaction(const TransactionOptions& options, const std::function<Result<>(Connection&)>& work);

    Pool* pool_;
    Connection* connection_ = nullptr;  ///< of the transaction; null outside
    std::optional<std::string> scope_;

private:
    /// A Result of what `use` gives for the transaction's connection, or one of the pool's.
    template <class Use>
    auto with_connection(Use use);
    Result<pg::Rows> select_key_as_usual(const RelationInfo& relation, std::span<const std::string> key);
    Result<> nested(Connection& connection, const std::function<Result<>(Connection&)>& work);
    [[nodiscard]] std::span<const ConstraintInfo> all_constraints() const {
        return schema() == nullptr ? std::span<const ConstraintInfo>() : schema()->constraints;
    }
};

namespace detail {

/// One row. Errors: value_invalid, naming the column.
Result<> read_row(const RelationInfo& relation, const pg::Rows& rows, int row, void* out);

/// Reads the rows of a result into members, whose places in a row it finds once.
class RowReader {
public:
    explicit RowReader(const RelationInfo& relation);
    /// Errors: value_invalid, naming the column.
    Result<> read(const pg::Rows& rows, int row, void* out) {
        if (read_members(rows, row, out)) [[likely]]
            return {};
        return read_row(relation_, rows, row, out);
    }

private:
    bool read_members(const pg::Rows& rows, int row, void* out);

    const RelationInfo& relation_;
    struct Member {
        bool (*read)(const char* bytes, int size, void* member);
        std::ptrdiff_t offset;
    };
    std::vector<Member> members_;
    std::vector<pg::Row::Bytes> cells_;
    bool is_placed_ = false;
};

/// `what` is "a NULL", or "a value".
Failing not_as_generated(ColumnRef column, std::string_view what);
/// The only row. Errors: several_rows, and those of read_row().
void read_one(Result<pg::Rows> rows, std::string_view what, const RelationInfo& shape, const Wanted& wanted);
/// The only row, into `out`; it must be there. Errors: row_missing, and as above.
Result<> read_only(Result<pg::Rows> rows, const RelationInfo& relation, void* out);

std::string render_key(std::string_view key);
std::string render_key(std::int64_t key);

}  // namespace detail

}  // namespace whimbrel::data

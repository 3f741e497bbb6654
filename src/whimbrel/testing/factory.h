// SPDX-License-Identifier: Apache-2.0
// Factory: rows for tests. It gives every column that must be given a value that the column's type, its CHECK constraints and its unique
// keys take, makes the rows that foreign keys ask for, and leaves the rest to the server or NULL. What a test is about, it says itself:
//
//   auto run = factory.make<Run>([](auto& run) { run.set(run::status, RunStatus::ok); });
#pragma once

#include "whimbrel/data/changeset.h"
#include "whimbrel/data/pool.h"
#include "whimbrel/data/repo_core.h"
#include "whimbrel/testing/test_database.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace whimbrel::testing {

class Factory {
public:
    /// Reads the database's schema on a connection of its own; rows are made on the pool's, so that a sandbox of it has them. Both must outlive
    /// the factory. One thread at a time.
    static Result<Factory> read(const TestDatabase& database, data::Pool& pool);
    Factory(Factory&&) noexcept;
    Factory& operator=(Factory&&) noexcept;
    ~Factory();

    /// A row in the database, as the server returned it. `change` sets columns of a Changeset of a new row; of a foreign key that is set nothing is
    /// made. Errors: request_invalid where no value for a column can be thought of, or rows would need each other; statement_failed where the
    /// server refuses what was made (a constraint that is not the schema's plain word: set the column).
    template <class Row, class Change>
    Result<Row> make(Change&& change) {
        data::Changeset<Row> changes;
        change(changes);
        WHIMBREL_TRY(const auto rows, insert(data::Relation<Row>::info, changes.core(), &changes.row()));
        Row out;
        WHIMBREL_CHECK(data::detail::RowReader(data::Relation<Row>::info).read(rows, 0, &out));
        return out;
    }
    template <class Row>
    Result<Row> make() {
        return make<Row>([](data::Changeset<Row>&) {});
    }

    /// Of a table that the program has no type of.
    Result<> make_untyped(std::string_view schema, std::string_view table);

private:
    struct State;
    explicit Factory(std::unique_ptr<State> state);
    Result<pg::Rows> insert(const data::RelationInfo& info, const data::ChangesetCore& changes, const void* row);
    std::unique_ptr<State> state_;
};

}  // namespace whimbrel::testing

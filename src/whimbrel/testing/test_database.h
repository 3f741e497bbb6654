// SPDX-License-Identifier: Apache-2.0
// Throwaway databases with the project's schema, for tests of applications: a private PostgreSQL server that is found or started, and is gone with
// the process. Needs server programs on the machine (see docs/guide/troubleshooting.md), and no database of yours.
#pragma once

#include "whimbrel/base/result.h"
#include "whimbrel/data/pool.h"

#include <filesystem>
#include <memory>
#include <string>

namespace whimbrel::testing {

class TestServer;

/// Dropped when destroyed. Its server must outlive it.
class TestDatabase {
public:
    TestDatabase(TestDatabase&&) noexcept;
    TestDatabase& operator=(TestDatabase&&) noexcept;
    ~TestDatabase();
    [[nodiscard]] std::string url() const;
    /// A pool of one connection, which is what a Sandbox needs; settings of yours otherwise.
    [[nodiscard]] Result<std::unique_ptr<data::Pool>> pool(const data::PoolSettings& settings = {.size = 1}) const;

private:
    friend class TestServer;
    struct State;
    explicit TestDatabase(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

class TestServer {
public:
    struct Options {
        int major = 0;  ///< of PostgreSQL; 0: the first that is found
    };
    /// Makes a database that is then copied for each database(): once for a test program. `schema` is a folder of migrations, which are
    /// applied, or the declaration itself (a folder or file of SQL in any order), which leaves no ledger: a pool on it takes no `.schema` of a
    /// project that has migrations. Roles that it names are made.
    /// Errors: those of starting a server, of whimbrel::migrate(), and of a declaration that PostgreSQL refuses, by file and line.
    static Result<std::unique_ptr<TestServer>> start(const std::filesystem::path& schema, const Options& options);
    static Result<std::unique_ptr<TestServer>> start(const std::filesystem::path& schema) { return start(schema, {}); }
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    ~TestServer();

    /// A copy with the schema, the ledger of migrations included, and no rows but those that migrations bring: some 80 ms.
    Result<TestDatabase> database();

private:
    struct State;
    explicit TestServer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace whimbrel::testing

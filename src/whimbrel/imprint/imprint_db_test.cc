// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/imprint/imprint.h"
#include "whimbrel/imprint/imprint_cases.h"
#include "whimbrel/shadow/shadow.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>

namespace whimbrel::imprint {
namespace {

Environment environment_of_process() {
    Environment environment;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string_view text(*variable);
        const auto equals = text.find('=');
        environment.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    environment.working_folder = std::filesystem::current_path();
    environment.random = [engine = std::make_shared<std::mt19937_64>(std::random_device()())] { return (*engine)(); };
    return environment;
}

/// One server for all tests, started by the first. Statements run one by one in autocommit where they are several.
class Server {
public:
    static Server& instance() {
        static Server server;
        return server;
    }
    shadow::Database make() {
        auto database = shadow_.make();
        if (!database) throw std::runtime_error(database.error().render());
        return std::move(*database);
    }
    shadow::Shadow& shadow() { return shadow_; }

private:
    Server() {
        const std::array<std::string, 2> roles = {"imprint_owner", "imprint_reader"};
        auto database = shadow_.make();
        if (!database) throw std::runtime_error(database.error().render());
        if (auto made = shadow_.make_roles(database->session(), roles); !made) throw std::runtime_error(made.error().render());
    }
    Environment environment_ = environment_of_process();
    shadow::Shadow shadow_{environment_, {}};
};

void run(shadow::Database& database, std::string_view sql) {
    // ADD VALUE and VACUUM stand alone; no test text holds a semicolon elsewhere than in bodies and DO blocks.
    if (sql.find("$$") != std::string_view::npos || sql.find("BEGIN") != std::string_view::npos) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render() << sql;
        return;
    }
    while (!sql.empty()) {
        const auto end = sql.find(';');
        const auto done = database.session().execute(sql.substr(0, end));
        ASSERT_TRUE(done) << done.error().render() << sql;
        sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
    }
}

Imprint print(shadow::Database& database) {
    auto imprint = read(database.session());
    if (!imprint) throw std::runtime_error(imprint.error().render());
    return std::move(*imprint);
}

std::string differences(const Imprint& from, const Imprint& to) { return render(compare(from, to), 20); }

class SensitiveTest : public testing::TestWithParam<Sensitive> {
protected:
    /// The statements of all cases run in one database, since each is undone.
    static shadow::Database& database() {
        static std::optional<shadow::Database> made;
        if (!made) {
            made = Server::instance().make();
            const auto done = made->session().execute(ground_schema());
            if (!done) throw std::runtime_error(done.error().render());
        }
        return *made;
    }
};

TEST_P(SensitiveTest, DiffersAndComesBack) {
    const auto before = print(database());
    run(database(), GetParam().sql);
    const auto changed = print(database());
    EXPECT_NE(differences(changed, before), "") << GetParam().sql;
    EXPECT_NE(changed.hash(), before.hash());
    run(database(), GetParam().undo);
    const auto after = print(database());
    EXPECT_EQ(differences(after, before), "") << GetParam().undo;
    EXPECT_EQ(after.hash(), before.hash());
}

INSTANTIATE_TEST_SUITE_P(Imprint, SensitiveTest, testing::ValuesIn(sensitive_cases().begin(), sensitive_cases().end()),
                         [](const auto& one) { return std::string(one.param.name); });

class SameEndTest : public testing::TestWithParam<SameEnd> {};

TEST_P(SameEndTest, Equal) {
    auto direct = Server::instance().make();
    if (direct.session().version().major() < GetParam().since) GTEST_SKIP() << "needs PostgreSQL " << GetParam().since;
    auto roundabout = Server::instance().make();
    run(direct, GetParam().direct);
    run(roundabout, GetParam().roundabout);
    if (direct.session().version().major() >= 18) run(roundabout, GetParam().since_18);
    EXPECT_EQ(differences(print(roundabout), print(direct)), "");
}

INSTANTIATE_TEST_SUITE_P(Imprint, SameEndTest, testing::ValuesIn(same_end_cases().begin(), same_end_cases().end()),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(ImprintRead, TwoDatabasesOfOneSchemaAreEqual) {
    auto first = Server::instance().make();
    auto second = Server::instance().make();
    run(first, ground_schema());
    run(second, "CREATE TABLE other (a integer PRIMARY KEY)");  // oids differ from here on
    run(second, "DROP TABLE other");
    run(second, ground_schema());
    EXPECT_EQ(differences(print(first), print(second)), "");
    EXPECT_EQ(print(first).hash(), print(second).hash());
    for (const auto& [key, entry] : print(first).entries) {
        EXPECT_EQ(key.find(" #"), std::string::npos) << key << ": two rows have one name";
        EXPECT_EQ(key.find(" oid "), std::string::npos) << key << ": a reference has no name";
    }
}

TEST(ImprintRead, ACopyIsEqual) {
    auto original = Server::instance().make();
    run(original, ground_schema());
    const auto before = print(original);
    auto copy = Server::instance().shadow().copy_of(original);
    ASSERT_TRUE(copy) << copy.error().render();
    EXPECT_EQ(differences(print(*copy), before), "");
}

TEST(ImprintRead, NamesTheLedger) {
    auto database = Server::instance().make();
    const auto before = print(database);
    run(database, "CREATE SCHEMA \"My Ledger\"; CREATE TABLE \"My Ledger\".migration (id integer PRIMARY KEY)");
    EXPECT_NE(differences(print(database), before), "");
    auto imprint = read(database.session(), {.ledger_schema = "My Ledger"});
    ASSERT_TRUE(imprint);
    EXPECT_EQ(differences(*imprint, before), "");
}

TEST(ImprintRead, MissesDroppedRowsOfInitdb) {
    auto database = Server::instance().make();
    const auto before = print(database);
    run(database, "DROP FUNCTION information_schema._pg_interval_type(oid, integer) CASCADE");
    EXPECT_NE(differences(print(database), before).find("pg_proc: rows of initdb: count"), std::string::npos);
}

TEST(ImprintRead, LeavesTheSessionAsItWas) {
    auto database = Server::instance().make();
    run(database, "SET search_path = pg_catalog, public");
    static_cast<void>(print(database));
    EXPECT_FALSE(database.session().in_transaction());
    const auto path = database.session().query("SHOW search_path");
    ASSERT_TRUE(path);
    EXPECT_EQ((*path)[0].text(0), "pg_catalog, public");
}

TEST(ImprintRead, TellsExpressionTextApart) {
    auto first = Server::instance().make();
    auto second = Server::instance().make();
    run(first, "CREATE TABLE t (a integer CHECK (a > 0))");
    run(second, "CREATE TABLE t (a integer CHECK (a > 1))");
    const auto found = compare(print(first), print(second));
    ASSERT_EQ(found.size(), 1U) << render(found, 20);
    EXPECT_TRUE(found.front().only_expression);
    EXPECT_EQ(render(found, 1), "pg_constraint public.t.t_a_check: conbin is (a > 0), expected (a > 1)\n");
}

TEST(ImprintRead, IsFastEnough) {
    auto database = Server::instance().make();
    run(database,
        "DO $$ BEGIN FOR i IN 1..100 LOOP EXECUTE format('CREATE TABLE t%s (a bigint PRIMARY KEY, b text DEFAULT ''x'', c integer CHECK (c > 0), "
        "d date, e uuid, f jsonb, g numeric, h boolean, i integer UNIQUE, j bigint REFERENCES t%s)', i, i); "
        "EXECUTE format('CREATE INDEX ON t%s (b, c)', i); EXECUTE format('CREATE INDEX ON t%s (d)', i); END LOOP; END $$");
    const auto start = std::chrono::steady_clock::now();
    const auto imprint = print(database);
    const auto taken = std::chrono::steady_clock::now() - start;
    RecordProperty("read_ms", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(taken).count()));
    EXPECT_GT(imprint.entries.size(), 5000U);
    // About 60 ms on a quiet machine; what is guarded against is a statement for each row, under sanitizers too.
    EXPECT_LT(taken, std::chrono::seconds(5));
}

}  // namespace
}  // namespace whimbrel::imprint

// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/session.h"
#include "whimbrel/shadow/shadow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>

namespace whimbrel::pg {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class SessionDb : public testing::Test {
protected:
    static void SetUpTestSuite() {
        for (const auto* name : {"PATH", "HOME", "WHIMBREL_PG_BIN", "WHIMBREL_CACHE", "LD_LIBRARY_PATH"})
            if (const char* value = std::getenv(name)) environment_.variables[name] = value;
        environment_.working_folder = "/";
        environment_.random = [generator = std::make_shared<std::mt19937_64>(std::random_device{}())] { return (*generator)(); };
        shadow_ = std::make_unique<shadow::Shadow>(environment_, shadow::ShadowOptions{});
    }
    static void TearDownTestSuite() { shadow_.reset(); }

    void SetUp() override {
        auto made = shadow_->make();
        ASSERT_TRUE(made) << made.error().render();
        database_ = std::move(*made);
    }
    Session& session() { return database_->session(); }

    static inline Environment environment_;
    static inline std::unique_ptr<shadow::Shadow> shadow_;
    std::optional<shadow::Database> database_;
};

std::string rendered(const Result<Rows>& rows) { return rows ? std::string(rows->command_tag()) : rows.error().render(); }

TEST_F(SessionDb, binds_parameters_and_null) {
    const std::vector<Value> values{"5", std::nullopt, "it's"};
    const auto rows = session().query("SELECT $1::int + 1, $2::text, $3::text, ARRAY['a,b', NULL, 'c\"']", values).value();
    EXPECT_EQ(rows[0].integer(0), 6);
    EXPECT_TRUE(rows[0].is_null(1));
    EXPECT_EQ(rows[0].text(2), "it's");
    EXPECT_THAT(rows[0].array(3), ElementsAre("a,b", "", "c\""));
}

TEST_F(SessionDb, names_the_place_of_an_error) {
    const auto rows = session().execute("SELECT 'ä', nix");
    EXPECT_EQ(rendered(rows), "error[W1106]: the server refused a statement\n  server: 42703 column \"nix\" does not exist\n");
    EXPECT_EQ(rows.error().server->position, 13);
}

TEST_F(SessionDb, prepares_describes_and_runs_in_binary_form) {
    ASSERT_TRUE(session().execute("CREATE TABLE t (id int NOT NULL, name varchar(9))"));
    ASSERT_TRUE(session().prepare("s", "SELECT id, name, id + 1 FROM t WHERE id = $1 AND name = $2"));
    const auto described = session().describe("s").value();
    EXPECT_THAT(described.parameters, ElementsAre(23U, 25U));
    ASSERT_EQ(described.columns.size(), 3U);
    EXPECT_EQ(described.columns[1].name, "name");
    EXPECT_EQ(described.columns[1].modifier, 13);
    EXPECT_EQ(described.columns[1].number, 2);
    EXPECT_NE(described.columns[1].table, 0U);
    EXPECT_EQ(described.columns[2].table, 0U);

    ASSERT_TRUE(session().execute("INSERT INTO t VALUES (258, 'a')"));
    const std::vector<Parameter> parameters{{.bytes = "\0\0\1\2", .size = 4, .format = Parameter::Format::binary}, {.bytes = "a", .size = 1}};
    const auto rows = session().execute_prepared("s", parameters, Parameter::Format::binary).value();
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(std::string_view(rows[0].bytes(0).data, 4), std::string_view("\0\0\1\2", 4));
    const auto nothing = session().query("SELECT $1::int", std::vector<Parameter>{{}}, Parameter::Format::binary).value();
    EXPECT_EQ(nothing[0].bytes(0).size, -1);
    EXPECT_EQ(session().prepare("t", "SELECT nix FROM t").error().server->position, 8);
    EXPECT_EQ(session().describe("nix").error().server->sqlstate, "26000");
    EXPECT_EQ(session().execute_prepared("nix", {}, Parameter::Format::text).error().server->sqlstate, "26000");
}

TEST_F(SessionDb, copies_rows_in_and_undoes_what_failed) {
    ASSERT_TRUE(session().execute("CREATE TABLE t (id int NOT NULL)"));
    const auto numbers = [](int most) {
        return [most, at = 0](std::string& buffer) mutable -> Result<bool> {
            for (int line = 0; line < 10'000 && at < most; ++line) buffer += std::to_string(at++) + "\n";
            return at < most;
        };
    };
    EXPECT_EQ(session().copy_in("COPY t FROM STDIN", numbers(2'000'000)).value(), 2'000'000);
    EXPECT_EQ(session().copy_in("COPY t FROM STDIN", numbers(0)).value(), 0);
    // Pieces that the server takes while they are being sent: once all is sent, nothing may be waited for.
    ASSERT_TRUE(session().execute("CREATE TABLE u (line text)"));
    const auto lines = session().copy_in("COPY u FROM STDIN", [left = 2'000](std::string& buffer) mutable -> Result<bool> {
        buffer.assign(static_cast<std::size_t>(left) * 150 + 100, 'x');
        buffer += '\n';
        return --left > 0;
    });
    EXPECT_EQ(lines.value(), 2'000);
    const auto refused = session().copy_in("COPY t FROM STDIN", [left = 100'000](std::string& buffer) mutable -> Result<bool> {
        buffer = "x\n";
        return --left > 0;
    });
    EXPECT_EQ(refused.error().server->sqlstate, "22P02");
    const auto stopped = session().copy_in("COPY t FROM STDIN", [](std::string& buffer) -> Result<bool> {
        buffer = "1\n";
        return fail(ErrorCode::interrupted, "enough");
    });
    EXPECT_EQ(stopped.error().message, "enough");
    EXPECT_EQ(session().query("SELECT count(*) FROM t").value()[0].integer(0), 2'000'000);
    EXPECT_EQ(session().copy_in("SELECT 1", numbers(1)).error().code, ErrorCode::statement_failed);
    EXPECT_EQ(session().copy_in("COPY nix FROM STDIN", numbers(1)).error().server->sqlstate, "42P01");
    EXPECT_TRUE(session().execute("SELECT 1"));
}

TEST_F(SessionDb, ends_every_copy) {
    EXPECT_EQ(rendered(session().execute("CREATE TABLE t (a int)")), "CREATE TABLE");
    EXPECT_EQ(rendered(session().execute("COPY t FROM STDIN")),
              "error[W1106]: the server refused a statement\n  server: 57014 COPY from stdin failed: whimbrel sends no rows to COPY FROM STDIN\n"
              "  where: COPY t, line 1\n");
    EXPECT_EQ(rendered(session().execute("COPY pg_class TO STDOUT; SELECT 1")), "error[W1106]: COPY TO STDOUT has nowhere to send its rows\n");
    EXPECT_EQ(rendered(session().execute("SELECT 2")), "SELECT 1");
    const std::vector<std::string> piped{"COPY t FROM STDIN"};
    EXPECT_EQ(session().query_all(piped).error().render(), "error[W1105]: the connection was given up, because COPY cannot run in a pipeline\n");
}

TEST_F(SessionDb, runs_many_statements_in_one_round_trip) {
    EXPECT_TRUE(session().query_all({}).value().empty());
    // 40 MB each way: neither side may wait for the other to read first.
    std::vector<std::string> statements;
    for (int i = 0; i < 400; ++i) statements.push_back("SELECT " + std::to_string(i) + ", repeat('x', 100000), '" + std::string(100'000, 'y') + "'");
    const auto all = session().query_all(statements).value();
    ASSERT_EQ(all.size(), statements.size());
    EXPECT_EQ(all[399][0].integer(0), 399);
    const std::vector<std::string> failing{"SELECT 1", "SELECT 1/0", "SELECT nix"};
    EXPECT_EQ(session().query_all(failing).error().server->sqlstate, "22012");
    EXPECT_EQ(rendered(session().execute("SELECT 2")), "SELECT 1");
}

TEST_F(SessionDb, cancels_what_runs) {
    int asked = 0;
    session().cancel_when([&asked] { return ++asked > 1; });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(rendered(session().execute("SELECT pg_sleep(30)")), "error[W1108]: interrupted while a statement ran\n");
    EXPECT_EQ(rendered(session().execute("SELECT 1")), "error[W1108]: interrupted\n");
    asked = 0;
    const std::vector<std::string> statements{"SELECT 1", "SELECT pg_sleep(30)", "SELECT 2"};
    EXPECT_EQ(session().query_all(statements).error().code, ErrorCode::interrupted);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
    session().cancel_when({});
    EXPECT_EQ(rendered(session().execute("SELECT 2")), "SELECT 1");
}

TEST_F(SessionDb, runs_no_further_statement_once_interrupted_but_rolls_back) {
    bool interrupted = false;
    session().cancel_when([&interrupted] { return interrupted; });
    {
        auto transaction = Transaction::begin(session());
        ASSERT_TRUE(transaction);
        interrupted = true;
        EXPECT_EQ(transaction->commit().error().render(), "error[W1108]: interrupted\n");
    }
    EXPECT_FALSE(session().in_transaction());
}

TEST_F(SessionDb, does_not_take_a_timeout_for_an_interruption) {
    session().cancel_when([] { return false; });
    EXPECT_THAT(rendered(session().execute("SET statement_timeout = 50; SELECT pg_sleep(30)")),
                HasSubstr("57014 canceling statement due to statement timeout"));
}

TEST_F(SessionDb, rolls_back_what_was_not_committed) {
    {
        const auto transaction = Transaction::begin(session());
        ASSERT_TRUE(session().execute("CREATE TABLE gone (a int)"));
        EXPECT_TRUE(session().in_transaction());
    }
    EXPECT_FALSE(session().in_transaction());
    auto transaction = Transaction::begin(session(), "ISOLATION LEVEL REPEATABLE READ READ ONLY").value();
    EXPECT_EQ(session().query("SELECT to_regclass('gone'), current_setting('transaction_read_only')").value()[0].text(1), "on");
    EXPECT_TRUE(transaction.commit());

    auto failed = Transaction::begin(session()).value();
    ASSERT_FALSE(session().execute("SELECT 1/0"));
    EXPECT_EQ(failed.commit().error().render(), "error[W1106]: the transaction was rolled back, because a statement in it had failed\n");
}

TEST_F(SessionDb, notices_that_its_backend_ended) {
    const auto rows = session().execute("SELECT pg_terminate_backend(pg_backend_pid())");
    EXPECT_EQ(rows.error().code, ErrorCode::connection_lost);
    EXPECT_EQ(rows.error().server->sqlstate, "57P01");
    EXPECT_FALSE(session().alive());
    EXPECT_EQ(session().query("SELECT 1").error().code, ErrorCode::connection_lost);
}

TEST_F(SessionDb, sets_what_the_rest_relies_on) {
    ASSERT_TRUE(session().execute("ALTER DATABASE \"" + database_->name() + "\" SET standard_conforming_strings = off"));
    auto other = database_->connect();
    ASSERT_TRUE(other) << other.error().render();
    EXPECT_EQ(other->query("SHOW standard_conforming_strings").value()[0].text(0), "on");
    EXPECT_EQ(other->query("SHOW client_encoding").value()[0].text(0), "UTF8");
    EXPECT_EQ(other->query("SELECT pg_backend_pid()").value()[0].integer(0), other->backend_pid());
    const auto missing = Session::connect(database_->url().with_database("no such"));
    EXPECT_EQ(missing.error().code, ErrorCode::database_missing);
}

}  // namespace
}  // namespace whimbrel::pg

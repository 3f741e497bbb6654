// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/pg/session.h"
#include "whimbrel/pg/scripted_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <concepts>

namespace whimbrel::pg {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Url url_of(const ScriptedServer& server) {
    return Url::parse("host=" + server.folder() + " user=joe dbname=app password=s3cr3t-pw sslmode=disable gssencmode=disable").value();
}

struct Refusal {
    std::vector<std::string> answers;
    std::string rendered;
};

std::vector<std::string> fatal(const std::string& sqlstate, const std::string& message) {
    return {error_message({"SFATAL", "VFATAL", "C" + sqlstate, "M" + message})};
}

TEST(Connect, tells_each_refusal_apart) {
    const std::string login_hint = "HINT: Check the user and the password of the URL, and the server's pg_hba.conf.\n";
    const std::string reach_hint = "HINT: Check that the server runs with its socket in /FOLDER and port 5432, and the host and port of the URL.\n";
    const std::string refused = "error[W1103]: the server at /FOLDER:5432 refused user \"joe\" for database \"app\": ";
    const std::string unreached = "error[W1102]: cannot connect to database \"app\" at /FOLDER:5432 as user \"joe\": ";
    const Refusal cases[] = {
        {fatal("3D000", "database \"app\" does not exist"),
         "error[W1104]: the server at /FOLDER:5432 has no database \"app\" (user joe)\nHINT: Create it with `whimbrel setup`, or correct the URL.\n"},
        {fatal("28P01", "password authentication failed for user \"joe\""), refused + "password authentication failed for user \"joe\"\n" + login_hint},
        {fatal("28000", "role \"joe\" does not exist"), refused + "role \"joe\" does not exist\n" + login_hint},
        {fatal("28000", "no pg_hba.conf entry for host \"[local]\", user \"joe\", database \"app\", no encryption"),
         refused + "no pg_hba.conf entry for host \"[local]\", user \"joe\", database \"app\", no encryption\n" + login_hint},
        {fatal("28000", "Peer authentication failed for user \"joe\""), refused + "Peer authentication failed for user \"joe\"\n" + login_hint},
        {fatal("53300", "sorry, too many clients already"), unreached + "sorry, too many clients already\n" + reach_hint},
        {fatal("57P03", "the database system is starting up"), unreached + "the database system is starting up\n" + reach_hint},
        {fatal("XX000", "what is s3cr3t-pw"), unreached + "what is ***\n" + reach_hint},
        {{accepting("13.4 (Debian 13.4-1)")},
         "error[W1107]: the server of database app on /FOLDER:5432 is PostgreSQL 13.4, and whimbrel works with 14 to 18\nHINT: Upgrade the server to "
         "PostgreSQL 14 or newer.\n"},
        {{accepting("9.6.24")},
         "error[W1107]: the server of database app on /FOLDER:5432 is PostgreSQL 9.6.24, and whimbrel works with 14 to 18\nHINT: Upgrade the server to "
         "PostgreSQL 14 or newer.\n"},
    };
    for (const auto& [answers, rendered] : cases) {
        const ScriptedServer server(answers);
        const auto session = Session::connect(url_of(server));
        ASSERT_FALSE(session) << rendered;
        EXPECT_EQ(server.anonymised(session.error().render()), rendered);
    }
}

TEST(Connect, says_that_nothing_listens) {
    const auto session = Session::connect(Url::parse("postgresql://joe:s3cr3t@/app?host=/nonexistent").value());
    EXPECT_EQ(session.error().render(),
              "error[W1102]: cannot connect to database \"app\" at /nonexistent:5432 as user \"joe\": No such file or directory\n"
              "HINT: Check that the server runs with its socket in /nonexistent and port 5432, and the host and port of the URL.\n");
    const auto refused = Session::connect(Url::parse("postgresql://joe:s3cr3t@127.0.0.1:1/app").value());
    EXPECT_EQ(refused.error().render(),
              "error[W1102]: cannot connect to database \"app\" at 127.0.0.1:1 as user \"joe\": Connection refused\n"
              "HINT: Check that the server runs at 127.0.0.1 port 1, and the host and port of the URL.\n");
    const auto port = Session::connect(Url::parse("host=localhost port=abc password=s3cr3t dbname=app user=joe").value());
    EXPECT_THAT(port.error().render(), Not(HasSubstr("s3cr3t")));
}

TEST(Connect, takes_newer_servers_silently) {
    const ScriptedServer server({accepting("19beta1")});
    const auto session = Session::connect(url_of(server));
    ASSERT_TRUE(session);
    EXPECT_EQ(session->version().major(), 19);
    EXPECT_EQ(session->backend_pid(), 4711);
    EXPECT_EQ(server.anonymised(session->describe()), "database app on /FOLDER:5432");
    EXPECT_EQ(session->user(), "joe");
    EXPECT_EQ(session->database(), "app");
    EXPECT_FALSE(session->in_transaction());
}

/// "SELECT n" with one column of the values.
std::string rows_message(const std::vector<std::string>& values) {
    std::string out = server_message('T', std::string("\0\1", 2) + "a" + '\0' + int32_bytes(0) + std::string(2, '\0') + int32_bytes(25) +
                                              std::string("\xFF\xFF", 2) + std::string(4, '\xFF') + std::string(2, '\0'));
    for (const auto& value : values) out += server_message('D', std::string("\0\1", 2) + int32_bytes(value.size()) + value);
    return out + server_message('C', "SELECT " + std::to_string(values.size()) + '\0');
}

TEST(Session, returns_the_last_rows_of_several_statements_and_passes_notices_on) {
    const ScriptedServer server({accepting("15.20"), error_message({"SNOTICE", "VNOTICE", "C00000", "Mhello", "Dmore"}, 'N') + rows_message({"1"}) +
                                                         rows_message({"2", "x"}) + server_message('C', std::string("SET\0", 4)) + ready_message()});
    std::vector<std::string> notices;
    SessionOptions options;
    options.on_notice = [&notices](const ServerReport& report) { notices.push_back(report.message + "/" + report.detail); };
    auto session = Session::connect(url_of(server), options).value();
    auto moved = std::move(session);
    const auto rows = moved.execute("SELECT 1; SELECT 2; SET x = y").value();
    std::vector<std::string> values;
    for (const auto row : rows) values.push_back(row.string(0));
    EXPECT_THAT(values, ElementsAre("2", "x"));
    EXPECT_EQ(rows.command_tag(), "SELECT 2");
    EXPECT_EQ(rows.column_name(0), "a");
    EXPECT_EQ(rows.column_type(0), 25U);
    EXPECT_THAT(notices, ElementsAre("hello/more"));
}

TEST(Session, reports_what_the_server_said) {
    const ScriptedServer server({accepting("15.20"), error_message({"SERROR", "VERROR", "C23505", "Mduplicate key", "DKey (a)=(1)", "HLook.", "P8", "ss", "tt",
                                                                    "cc", "nn_key", "WSQL function"}) +
                                                         ready_message()});
    auto session = Session::connect(url_of(server)).value();
    const auto rows = session.execute("INSERT");
    EXPECT_EQ(
        rows.error().render(),
        "error[W1106]: the server refused a statement\n  server: 23505 duplicate key\n  detail: Key (a)=(1)\n  server hint: Look.\n  where: SQL function\n");
    EXPECT_EQ(rows.error().server->position, 8);
    EXPECT_EQ(rows.error().server->constraint, "n_key");
    EXPECT_TRUE(session.alive());
    EXPECT_EQ(session.execute(std::string_view("a\0b", 3)).error().render(), "error[W1106]: the statement holds a NUL byte\n");
}

TEST(Session, knows_that_the_connection_is_gone) {
    const ScriptedServer closing({accepting("15.20"), ""});
    auto session = Session::connect(url_of(closing)).value();
    const auto lost = session.execute("SELECT 1");
    EXPECT_EQ(lost.error().code, ErrorCode::connection_lost);
    EXPECT_THAT(closing.anonymised(lost.error().render()), HasSubstr("error[W1105]: the connection to database app on /FOLDER:5432 was lost\n"));
    EXPECT_FALSE(session.alive());
    EXPECT_EQ(session.query("SELECT 1").error().code, ErrorCode::connection_lost);
    const std::vector<std::string> statements{"SELECT 1"};
    EXPECT_EQ(session.query_all(statements).error().code, ErrorCode::connection_lost);

    const ScriptedServer ending({accepting("15.20"), error_message({"SFATAL", "VFATAL", "C57P01", "Mterminating connection"})});
    auto ended = Session::connect(url_of(ending)).value();
    EXPECT_EQ(ending.anonymised(ended.execute("SELECT 1").error().render()),
              "error[W1105]: the connection to database app on /FOLDER:5432 was lost\n  server: 57P01 terminating connection\n"
              "HINT: Check that the server still runs, and run the command again.\n");
}

TEST(Session, does_not_take_a_timeout_for_an_interruption) {
    const ScriptedServer server(
        {accepting("15.20"), error_message({"SERROR", "VERROR", "C57014", "Mcanceling statement due to statement timeout"}) + ready_message()});
    auto session = Session::connect(url_of(server)).value();
    session.cancel_when([] { return false; });
    EXPECT_EQ(session.execute("SELECT 1").error().code, ErrorCode::statement_failed);
}

TEST(Transaction, takes_modes_by_default_and_reports_a_commit_that_rolled_back) {
    const ScriptedServer server({accepting("15.20"), server_message('C', std::string("BEGIN\0", 6)) + server_message('Z', "T"),
                                 server_message('C', std::string("ROLLBACK\0", 9)) + ready_message()});
    auto session = Session::connect(url_of(server)).value();
    auto transaction = Transaction::begin(session).value();
    EXPECT_TRUE(session.in_transaction());
    EXPECT_EQ(transaction.commit().error().render(), "error[W1106]: the transaction was rolled back, because a statement in it had failed\n");
    EXPECT_FALSE(session.in_transaction());
}

static_assert(!std::copyable<Session> && std::movable<Session>);

}  // namespace
}  // namespace whimbrel::pg

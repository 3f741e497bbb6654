// SPDX-License-Identifier: Apache-2.0
// What `doctor` finds, and how it says that it is mended.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"
#include "whimbrel/shadow/server_programs.h"

#include <gtest/gtest.h>

#include <regex>

namespace whimbrel::testing {
namespace {

/// Without the lines that are the machine's own: which server programs there are, whether pg_dump is among them, and where the cache is. Minor
/// versions are N.
std::string without_machine(const std::string& text) {
    static const std::regex machine("✓ (server programs|cache): [^\n]*\n|! pg_dump: [^\n]*\n [^\n]*\n"), minor("(PostgreSQL [0-9]+)[.][0-9]+");
    return std::regex_replace(std::regex_replace(text, machine, ""), minor, "$1.N");
}

class Doctor : public ::testing::Test {
protected:
    Doctor() : database(*shared_server().make()), url(database.url()) {}

    void execute(const std::string& sql) {
        const auto done = database.session().execute(sql);
        ASSERT_TRUE(done) << done.error().render();
    }
    /// What it says behind configuration and throwaway server, which are as they should be.
    void expect_findings(int code, const pg::Url& at, const std::string& findings) const {
        const auto ran = folder.expect(code, {"doctor", "-d", at.render()});
        EXPECT_EQ(ran.err, "");
        EXPECT_EQ(without_machine(ran.out), with_major("✓ configuration: whimbrel.toml\n✓ throwaway server: PostgreSQL {major}.N, a private one\n") + findings);
    }
    [[nodiscard]] static std::string connected(const pg::Url& at, const std::string& user) {
        return "✓ database URL: " + at.describe() + " (from --database)\n✓ connection: " + at.describe() + " as " + user + "\n";
    }

    Folder folder;
    shadow::Database database;
    pg::Url url;
};

TEST_F(Doctor, FindsAHealthyProjectHealthy) {
    const auto healthy = connected(url, "postgres") + with_major("✓ server version: PostgreSQL {major}.N\n✓ privileges: postgres may create schemas\n");
    expect_findings(0, url, healthy + "✓ ledger: none yet\n");
    folder.write("schema/users.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n");
    folder.expect(0, {"generate", "--name", "users"});
    folder.expect(0, {"migrate", "-d", url.render()});
    expect_findings(0, url, healthy + "✓ ledger: 1 migration in schema whimbrel\n");
}

TEST_F(Doctor, SaysWhatARoleLacks) {
    execute("DROP ROLE IF EXISTS whimbrel_test_patient");
    execute("CREATE ROLE whimbrel_test_patient LOGIN");
    for (const std::string setting : {"statement_timeout = '5s'", "idle_in_transaction_session_timeout = '1min'", "default_transaction_read_only = on"})
        execute("ALTER ROLE whimbrel_test_patient SET " + setting);
    const auto rendered = url.render();
    const auto at = pg::Url::parse(rendered + (rendered.find('?') == std::string::npos ? "?" : "&") + "user=whimbrel_test_patient").value();
    expect_findings(1, at,
                    connected(at, "whimbrel_test_patient") +
                        with_major("✓ server version: PostgreSQL {major}.N\n"
                                   "✗ privileges: whimbrel_test_patient may not create schemas in the database\n"
                                   "    Let the database's owner run: GRANT CREATE ON DATABASE ") +
                        database.name() +
                        " TO whimbrel_test_patient;\n"
                        "✗ settings: default_transaction_read_only is on\n"
                        "    Turn it off for the user that migrates.\n"
                        "! settings: statement_timeout is 5s\n"
                        "    Turn it off for the user that migrates: a long index build would be cut off.\n"
                        "! settings: idle_in_transaction_session_timeout is 1min\n"
                        "    Turn it off for the user that migrates.\n"
                        "✓ ledger: none yet\n");
    execute("DROP ROLE whimbrel_test_patient");
}

TEST_F(Doctor, DoubtsAnotherEncoding) {
    const auto at = url.with_database(database.name() + "_ascii");
    execute("CREATE DATABASE " + at.database() + " TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    expect_findings(0, at,
                    connected(at, "postgres") + with_major("✓ server version: PostgreSQL {major}.N\n✓ privileges: postgres may create schemas\n"
                                                           "! settings: the database's encoding is SQL_ASCII\n    Create databases with ENCODING 'UTF8'.\n"
                                                           "✓ ledger: none yet\n"));
    execute("DROP DATABASE " + at.database());
}

TEST_F(Doctor, MissesPgDump) {
    const auto programs = shadow::choose_server_programs(real_environment(), 0);
    ASSERT_TRUE(programs) << programs.error().render();
    const ScratchFolder without;
    // The server's user, who is another where this runs as root, takes its programs from there.
    std::filesystem::permissions(without.path(), std::filesystem::perms::others_exec | std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    for (const auto& entry : std::filesystem::directory_iterator(programs->folder))
        if (entry.path().filename() != "pg_dump") std::filesystem::create_symlink(entry.path(), without.path() / entry.path().filename());
    const auto ran = folder.expect(0, {"doctor", "-d", url.render()}, {{"WHIMBREL_PG_BIN", without.path().string()}});
    EXPECT_NE(ran.out.find(with_major("! pg_dump: " + without.path().string() +
                                      " holds no pg_dump\n    Install it (on Debian and Ubuntu: apt-get install postgresql-client-{major}).\n")),
              std::string::npos)
        << ran.out;
}

TEST_F(Doctor, SaysWhyThereIsNoConnection) {
    const auto at = url.with_database("no such");
    expect_findings(1, at,
                    "✓ database URL: " + at.describe() + " (from --database)\n✗ connection: the server at " + at.host() +
                        ":5432 has no database \"no such\" (user postgres) (W1104)\n    Create it with `whimbrel setup`, or correct the URL.\n");
}

TEST_F(Doctor, SaysWhatToInstallWhereThereIsNothing) {
    const ScratchFolder empty;
    auto variables = without_server();
    variables["PGHOST"] = empty.path().string();
    variables["PGUSER"] = "ada";
    const auto ran = run(WHIMBREL_PROGRAM, {"doctor"}, empty.path(), variables);
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.err, "");
    const std::string no_programs =
        "WHIMBREL_PG_BIN names /nonexistent, which does not hold initdb and postgres (W1301)\n"
        "    Set WHIMBREL_PG_BIN to the folder of the server programs, such as /usr/lib/postgresql/15/bin, or unset it.\n";
    EXPECT_EQ(without_machine(ran.out),
              "! configuration: no whimbrel.toml here or above\n    Run `whimbrel init` in the project's folder.\n"
              "✗ server programs: " +
                  no_programs + "✗ throwaway server: " + no_programs + "✓ database URL: the default database on " + empty.path().string() +
                  " (from PGHOST)\n"
                  "✗ connection: cannot connect to database \"ada\" at " +
                  empty.path().string() +
                  ":5432 as user \"ada\": No such file or directory (W1102)\n"
                  "    Check that the server runs with its socket in " +
                  empty.path().string() +
                  " and port 5432, and the host and port of the URL.\n"
                  "    Set DATABASE_URL in the environment or in .env, or give --database URL; `whimbrel with-postgres` gives a throwaway one.\n");
}

}  // namespace
}  // namespace whimbrel::testing

// SPDX-License-Identifier: Apache-2.0
// Passwords of other servers: nowhere but in what is sent to the database.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view k_schema =
    "CREATE FOREIGN DATA WRAPPER files;\n"
    "CREATE SERVER billing FOREIGN DATA WRAPPER files OPTIONS (host :'billing_host', url 'https://u:hidden-in-url@h/');\n"
    "CREATE USER MAPPING FOR PUBLIC SERVER billing OPTIONS (\"user\" 'app', password :'billing_password');\n"
    "CREATE USER MAPPING FOR CURRENT_USER SERVER billing OPTIONS (\"user\" 'me', api_key 'hidden-in-clear');\n";

const std::map<std::string, std::string> k_values = {{"BILLING_HOST", "db.example.org"},
                                                     {"BILLING_PASSWORD", "hidden-it's \\ by variable"},
                                                     {"BILLING__URL", "https://u:hidden-of-target@h/"},
                                                     {"BILLING__CURRENT_USER__API_KEY", "hidden-key"}};

class Secrets : public ::testing::Test {
protected:
    Secrets() : database(*shared_server().make()), url(database.url().render()) { folder.write("schema/billing.sql", k_schema); }

    std::string ask(const std::string& sql) {
        const auto rows = database.session().execute(sql);
        return rows ? (*rows)[0].string(0) : rows.error().render();
    }
    std::string option(const std::string& name) {
        return ask(
            "SELECT o.option_value FROM pg_catalog.pg_foreign_server s, pg_catalog.pg_options_to_table(s.srvoptions) o WHERE o.option_name = '" + name +
            "' UNION ALL SELECT o.option_value FROM pg_catalog.pg_user_mapping m, pg_catalog.pg_options_to_table(m.umoptions) o WHERE o.option_name = '" +
            name + "'");
    }
    Ran expect(int code, const std::vector<std::string>& words, const std::map<std::string, std::string>& variables = {}) {
        auto ran = folder.expect(code, words, variables);
        EXPECT_THAT(ran.all(), Not(HasSubstr("hidden"))) << words.front();
        return ran;
    }
    void expect_no_file_holds_one() const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
            if (entry.is_regular_file() && entry.path().filename() != "billing.sql") {
                EXPECT_THAT(read_text(entry.path()), Not(HasSubstr("hidden"))) << entry.path();
            }
    }

    Folder folder{"numbering = \"sequential\"\n"};
    shadow::Database database;
    std::string url;
};

TEST_F(Secrets, AreInNothingThatIsWritten) {
    const auto generated = expect(0, {"generate", "--name", "billing"});
    EXPECT_THAT(generated.err, HasSubstr("schema/billing.sql:2:85: the secret of url stands in clear and is not kept; write the name of a variable, "
                                         ":'name', in its place\n"));
    const auto up = folder.read("migrations/0001_billing.up.sql");
    EXPECT_THAT(up, HasSubstr("CREATE SERVER billing FOREIGN DATA WRAPPER files OPTIONS (host :'billing_host', url :'billing__url');"));
    EXPECT_THAT(up, HasSubstr("CREATE USER MAPPING FOR PUBLIC SERVER billing OPTIONS (password :'billing_password', \"user\" 'app');"));
    EXPECT_THAT(up, HasSubstr("-- :'billing_password' stands nowhere here: psql takes it from -v billing_password=…, whimbrel from the environment variable "
                              "BILLING_PASSWORD\n"));
    EXPECT_EQ(expect(0, {"check"}).err, "clean: declaration, snapshot and 1 migration agree\n");
    expect_no_file_holds_one();

    expect(0, {"migrate", "-d", url}, k_values);
    EXPECT_EQ(option("password"), k_values.at("BILLING_PASSWORD"));
    EXPECT_EQ(option("url"), k_values.at("BILLING__URL"));
    EXPECT_EQ(option("host"), "db.example.org");
    EXPECT_EQ(ask("SELECT count(*) FROM whimbrel.state s WHERE s::text LIKE '%hidden%'"), "0");
    EXPECT_EQ(ask("SELECT count(*) FROM whimbrel.migration s WHERE s::text LIKE '%hidden%'"), "0");
    EXPECT_EQ(ask("SELECT count(*) FROM whimbrel.step s WHERE s::text LIKE '%hidden%'"), "0");
    expect(0, {"verify", "-d", url});
    expect(0, {"verify", "-d", url, "--format", "json"});
    expect(0, {"inventory", url});
    EXPECT_EQ(expect(0, {"diff", "--from", url, "--to", "schema"}).out, "");
    const auto made = expect(0, {"diff", "--from", "empty", "--to", url});
    EXPECT_THAT(made.out, HasSubstr("host 'db.example.org', url :'billing__url'"));
    expect(0, {"diff", "--from", "empty", "--to", url, "--format", "json"});

    expect(0, {"pull", "--from", url, "--output", "pulled"});
    expect_no_file_holds_one();
    EXPECT_EQ(expect(0, {"diff", "--from", "pulled", "--to", url}).out, "");

    // Another password is a fact of the target's, and nobody's difference.
    ask("ALTER USER MAPPING FOR PUBLIC SERVER billing OPTIONS (SET password 'hidden-anew')");
    expect(0, {"verify", "-d", url});
    ask("ALTER USER MAPPING FOR PUBLIC SERVER billing OPTIONS (DROP password)");
    EXPECT_THAT(expect(1, {"verify", "-d", url}).out, HasSubstr("password"));
    ask("ALTER USER MAPPING FOR PUBLIC SERVER billing OPTIONS (ADD password 'hidden-again')");
    expect(0, {"rollback", "-d", url});
    EXPECT_EQ(ask("SELECT count(*) FROM pg_catalog.pg_foreign_server"), "0");
}

TEST_F(Secrets, AreMissedBeforeTheFirstStatement) {
    expect(0, {"generate", "--name", "billing"});
    auto some = k_values;
    some.erase("BILLING_PASSWORD");
    some.erase("BILLING__CURRENT_USER__API_KEY");
    const auto ran = expect(2, {"migrate", "-d", url}, some);
    EXPECT_THAT(ran.err, HasSubstr("error[W1006]: :'billing__current_user__api_key', :'billing_password' has no value\n"));
    EXPECT_THAT(ran.err, HasSubstr("HINT: Set BILLING__CURRENT_USER__API_KEY, BILLING_PASSWORD in the environment, or in .env.\n"));
    EXPECT_EQ(ask("SELECT pg_catalog.to_regclass('whimbrel.migration') IS NULL"), "t");
    folder.write(".env", "BILLING_PASSWORD=\"hidden in a file\"\nBILLING__CURRENT_USER__API_KEY=hidden-key\n");
    expect(0, {"migrate", "-d", url}, some);
    EXPECT_EQ(option("password"), "hidden in a file");
}

TEST_F(Secrets, AreAnotherByAnotherName) {
    expect(0, {"generate", "--name", "billing"});
    expect(0, {"migrate", "-d", url}, k_values);
    edit(folder.path() / "schema/billing.sql", ":'billing_password'", ":'billing_password_2027'");
    expect(0, {"generate", "--name", "rotate"});
    EXPECT_THAT(folder.read("migrations/0002_rotate.up.sql"),
                HasSubstr("ALTER USER MAPPING FOR PUBLIC SERVER billing OPTIONS (SET password :'billing_password_2027');"));
    EXPECT_THAT(folder.read("migrations/0002_rotate.down.sql"), HasSubstr("OPTIONS (SET password :'billing_password');"));
    expect(0, {"migrate", "-d", url}, {{"BILLING_PASSWORD_2027", "hidden-2027"}});
    EXPECT_EQ(option("password"), "hidden-2027");
    EXPECT_THAT(expect(2, {"rollback", "-d", url}).err, HasSubstr(":'billing_password' has no value"));
    expect(0, {"rollback", "-d", url}, k_values);
    EXPECT_EQ(option("password"), k_values.at("BILLING_PASSWORD"));
}

TEST_F(Secrets, AreFilledByPsql) {
    expect(0, {"generate", "--name", "billing"});
    const auto ran = run("psql",
                         {"-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "billing_host=h", "-v", "billing_password=it's", "-v", "billing__url=https://u:p@h/", "-v",
                          "billing__current_user__api_key=k", "-d", url, "-f", "migrations/0001_billing.up.sql"},
                         folder.path());
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(option("password"), "it's");
    expect(0, {"verify", "-d", url});
}

TEST_F(Secrets, AreNotRepeatedFromAServersMessage) {
    expect(0, {"generate", "--name", "billing"});
    // What stands in on the throwaway server meets the check, and the value does not.
    folder.write("migrations/0002_kept.up.sql",
                 "BEGIN;\nCREATE TABLE public.kept (v text CHECK (v LIKE 'application%'));\nINSERT INTO public.kept VALUES (:'billing_password');\nCOMMIT;\n");
    folder.write("migrations/0002_kept.down.sql", "BEGIN;\nDROP TABLE public.kept;\nCOMMIT;\n");
    folder.write("schema/kept.sql", "CREATE TABLE kept (v text CHECK (v LIKE 'application%'));\n");
    expect(0, {"prove"});
    const auto ran = expect(2, {"migrate", "-d", url}, k_values);
    EXPECT_THAT(ran.err, HasSubstr("Failing row contains (:'billing_password')."));
}

}  // namespace
}  // namespace whimbrel::testing

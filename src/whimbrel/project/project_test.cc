// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/project/answers.h"
#include "whimbrel/project/config.h"
#include "whimbrel/project/database_choice.h"
#include "whimbrel/project/database_description.h"
#include "whimbrel/project/env_file.h"
#include "whimbrel/project/ignore.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::project {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Config, EveryKeyIsTaken) {
    const auto config = parse_config("whimbrel.toml", R"(
postgres = 15
schema = "db/schema"
migrations = "db/migrations"
seeds = "db/seeds"
numbering = "sequential"
ledger_schema = "ledger"
database = "dev"

[databases.dev]
url = "postgresql://localhost/dev"
development = true
allow_lossy = ["table:public.scratch"]

[shadow]
url = "postgresql://localhost/postgres"
allow = ["LANGUAGE c"]

[timeouts]
lock_timeout = "250ms"
lock_attempts = 3
runner_wait = "2min"

[check]
index_name = "{table}_{columns}_idx"
redundant_indexes = false

[[ignore]]
kind = "table"
name = "public.audit_*"
reason = "made by the audit trigger"

[[accept]]
finding = "redundant_index"
name = "public.idx_users_email"
reason = "kept until the next release"
)");
    ASSERT_TRUE(config) << config.error().render();
    EXPECT_EQ(config->postgres, 15);
    EXPECT_EQ(config->schema, "db/schema");
    EXPECT_EQ(config->migrations, "db/migrations");
    EXPECT_EQ(config->seeds, "db/seeds");
    EXPECT_EQ(config->numbering, history::Numbering::sequential);
    EXPECT_EQ(config->ledger_schema, "ledger");
    EXPECT_EQ(config->database, "dev");
    ASSERT_TRUE(config->databases.contains("dev"));
    EXPECT_EQ(config->databases.at("dev").url, "postgresql://localhost/dev");
    EXPECT_TRUE(config->databases.at("dev").development);
    EXPECT_THAT(config->databases.at("dev").allow_lossy, ElementsAre("table:public.scratch"));
    EXPECT_EQ(config->shadow_url, "postgresql://localhost/postgres");
    EXPECT_THAT(config->shadow_allow, ElementsAre("LANGUAGE c"));
    EXPECT_EQ(config->lock_timeout_ms, 250);
    EXPECT_EQ(config->lock_attempts, 3);
    EXPECT_EQ(config->runner_wait_ms, 120000);
    EXPECT_EQ(config->check.index_name, "{table}_{columns}_idx");
    EXPECT_FALSE(config->check.redundant_indexes);
    ASSERT_EQ(config->ignore.size(), 1U);
    EXPECT_EQ(config->ignore[0].kind, "table");
    EXPECT_EQ(config->ignore[0].name, "public.audit_*");
    EXPECT_EQ(config->ignore[0].reason, "made by the audit trigger");
    ASSERT_EQ(config->accept.size(), 1U);
    EXPECT_EQ(config->accept[0].finding, "redundant_index");
}

struct BadConfig {
    std::string text, diagnostic;
};
class ConfigErrors : public testing::TestWithParam<BadConfig> {};
TEST_P(ConfigErrors, AreNamedWithTheirPlace) {
    const auto config = parse_config("whimbrel.toml", GetParam().text);
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().render(), GetParam().diagnostic);
}
INSTANTIATE_TEST_SUITE_P(
    All, ConfigErrors,
    testing::Values(
        BadConfig{"schema = \"schema\"\nmigratoins = \"m\"\n",
                  "error[W1004]: there is no key \"migratoins\"\n  --> whimbrel.toml:2:1\nHINT: Write migrations, if that is what is meant.\n"},
        BadConfig{"[timeouts]\n  lock_timout = \"5s\"\n",
                  "error[W1004]: there is no key \"timeouts.lock_timout\"\n  --> whimbrel.toml:2:3\nHINT: Write lock_timeout, if that is what is meant.\n"},
        BadConfig{"zzz = 1\n",
                  "error[W1004]: there is no key \"zzz\"\n  --> whimbrel.toml:1:1\nHINT: See docs/reference/configuration.md for the keys there are.\n"},
        BadConfig{"postgres = \"15\"\n", "error[W1004]: postgres is not an integer from 14 to 18\n  --> whimbrel.toml:1:12\n"},
        BadConfig{"postgres = \n", "error[W1004]: the file is no valid TOML, key-value pair: expected value, saw '\\n'\n  --> whimbrel.toml:1:12\n"},
        BadConfig{"schema = 3\n", "error[W1004]: schema is not a string\n  --> whimbrel.toml:1:10\n"},
        BadConfig{"ledger_schema = \"\"\n",
                  "error[W1004]: ledger_schema is not the name of a schema that the ledger can have for itself\n  --> whimbrel.toml:1:17\n"},
        BadConfig{"ledger_schema = \"public\"\n",
                  "error[W1004]: ledger_schema is not the name of a schema that the ledger can have for itself\n  --> whimbrel.toml:1:17\n"},
        BadConfig{"[timeouts]\nlock_timeout = \"5 parsecs\"\n",
                  "error[W1004]: timeouts.lock_timeout is not a duration such as \"5s\", \"250ms\" or \"2min\"\n  --> whimbrel.toml:2:16\n"},
        BadConfig{"[[ignore]]\nkind = \"table\"\nname = \"public.x\"\n",
                  "error[W1004]: a rule of [[ignore]] has no reason\n  --> whimbrel.toml:1:1\nHINT: Add reason = \"…\" to the rule.\n"},
        BadConfig{"[shadow]\nallow = [\"LANGUAGE c\", \"COPY ... PROGRAM\"]\n",
                  "error[W1004]: shadow.allow has \"COPY ... PROGRAM\", which names nothing that could be allowed\n  --> whimbrel.toml:2:24\n"
                  "HINT: Write \"COPY … PROGRAM\", if that is what is meant.\n"},
        BadConfig{"[shadow]\nallow = [\"bogus\"]\n",
                  "error[W1004]: shadow.allow has \"bogus\", which names nothing that could be allowed\n  --> whimbrel.toml:2:10\nHINT: Write one of "
                  "\"ALTER SUBSCRIPTION … ENABLE\", \"ALTER SUBSCRIPTION … PUBLICATION\", \"ALTER SUBSCRIPTION … REFRESH PUBLICATION\", "
                  "\"ALTER SUBSCRIPTION … SET (failover, two_phase)\", \"ALTER SYSTEM\", \"COPY … FROM file\", \"COPY … PROGRAM\", "
                  "\"COPY … TO file\", \"CREATE SUBSCRIPTION\", \"CREATE TABLESPACE\", \"DROP SUBSCRIPTION\", \"LANGUAGE c\", "
                  "\"LANGUAGE internal\", \"LOAD\", \"OPTIONS (program)\", \"DO LANGUAGE plpython3u\", \"lo_export\", \"lo_import\", "
                  "\"pg_file_read\", \"pg_file_rename\", \"pg_file_sync\", \"pg_file_unlink\", \"pg_file_write\", \"pg_ls_archive_statusdir\", "
                  "\"pg_ls_dir\", \"pg_ls_logdir\", \"pg_ls_tmpdir\", \"pg_ls_waldir\", \"pg_read_binary_file\", \"pg_read_file\", "
                  "\"pg_stat_file\".\n"},
        BadConfig{"database = \"prod\"\n", "error[W1004]: database = \"prod\" names no section\n  --> whimbrel.toml\nHINT: Add [databases.prod].\n"}));

TEST(ConfigSyntax, ErrorsHaveTheirPlace) {
    const auto config = parse_config("whimbrel.toml", "schema = \n");
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().code, ErrorCode::config_invalid);
    ASSERT_TRUE(config.error().span);
    EXPECT_EQ(config.error().span->line, 1);
}

TEST(EnvFile, ReadsWhatShellsRead) {
    const auto variables =
        parse_env_file(".env", "# comment\nDATABASE_URL=postgresql://h/d?a=b#c # really\nexport A='x # y'\nB=\"q\\\"\\n\"  # c\nC =  d \n\nEMPTY=\r\n");
    ASSERT_TRUE(variables) << variables.error().render();
    EXPECT_THAT(*variables,
                ElementsAre(Pair("A", "x # y"), Pair("B", "q\"\n"), Pair("C", "d"), Pair("DATABASE_URL", "postgresql://h/d?a=b#c"), Pair("EMPTY", "")));
}

TEST(EnvFile, NeverRepeatsAValue) {
    const auto variables = parse_env_file(".env", "A=1\nPASSWORD='secret\n");
    ASSERT_FALSE(variables);
    EXPECT_EQ(variables.error().render(), "error[W1007]: a quote is not closed, or text follows it\n  --> .env:2:1\n");
}

Config two_databases() {
    auto config =
        parse_config("whimbrel.toml",
                     "[databases.dev]\nurl = \"postgresql://localhost/${NAME}\"\ndevelopment = true\n[databases.production]\nurl = \"postgresql://db/app\"\n");
    config->root = "/nowhere";
    return *config;
}

TEST(DatabaseChoice, InOrder) {
    Environment environment;
    environment.working_folder = "/nowhere";
    environment.variables = {{"NAME", "app_dev"}, {"POSTGRES_URL", "postgresql://localhost/second"}};
    auto choice = choose_database(two_databases(), environment, "dev");
    ASSERT_TRUE(choice) << choice.error().render();
    EXPECT_EQ(choice->url.database(), "app_dev");
    EXPECT_TRUE(choice->development);
    choice = choose_database(two_databases(), environment, "postgresql://h/third");
    EXPECT_EQ(choice->url.database(), "third");
    EXPECT_FALSE(choice->development);
    choice = choose_database(two_databases(), environment, "");
    EXPECT_EQ(choice->url.database(), "second");
    EXPECT_EQ(choice->origin, "POSTGRES_URL");
    environment.variables["DATABASE_URL"] = "postgresql://localhost/first";
    EXPECT_EQ(choose_database(two_databases(), environment, "")->url.database(), "first");
}

TEST(DatabaseChoice, IsDescribedWithWhatLibpqTakesFromItsVariables) {
    Environment environment;
    environment.working_folder = "/nowhere";
    const auto described = [&](std::string_view given) {
        const auto choice = choose_database(two_databases(), environment, given);
        return choice ? describe(choice->url, environment) + " (from " + choice->origin + ")" : choice.error().render();
    };
    EXPECT_EQ(described(""), "the default database on the default host (from libpq's defaults)");
    environment.variables = {{"PGHOST", "/tmp/it's \\here"}, {"PGPORT", "7"}, {"PGDATABASE", "app"}, {"PGPASSWORD", "secret"}};
    EXPECT_EQ(described(""), "database app on /tmp/it's \\here:7 (from PGHOST, PGPORT, PGDATABASE)");
    EXPECT_EQ(described("postgresql:///other"), "database other on /tmp/it's \\here:7 (from --database)");
    EXPECT_EQ(described("postgresql://h/other"), "database other on h:7 (from --database)");
    environment.variables["PGSERVICE"] = "main";
    EXPECT_EQ(described(""), "the default database of service main (from PGSERVICE, PGHOST, PGPORT, PGDATABASE)");
    EXPECT_EQ(described("postgresql://h/other"), "database other on h (from --database)");
}

TEST(DatabaseChoice, Errors) {
    Environment environment;
    environment.working_folder = "/nowhere";
    EXPECT_EQ(choose_database(two_databases(), environment, "prodution").error().render(),
              "error[W1005]: \"prodution\" is neither a URL nor a database of whimbrel.toml\nHINT: Write --database production, if that is what is meant.\n");
    EXPECT_EQ(choose_database(two_databases(), environment, "dev").error().render(),
              "error[W1006]: the url of [databases.dev] names the variable NAME, which is not set\nHINT: Set NAME in the environment or in .env.\n");
}

TEST(Glob, Matches) {
    EXPECT_TRUE(matches_glob("public.audit_*", "public.audit_2024"));
    EXPECT_TRUE(matches_glob("*", ""));
    EXPECT_TRUE(matches_glob("a?c", "abc"));
    EXPECT_TRUE(matches_glob("a\\*", "a*"));
    EXPECT_FALSE(matches_glob("a\\*", "ab"));
    EXPECT_FALSE(matches_glob("public.a", "public.ab"));
    EXPECT_FALSE(matches_glob("a?", "a"));
}

TEST(Answers, AnIdMayHoldEqualSignsInQuotes) {
    const auto answer = parse_answer("fill:table:public.\"a=b\"/column:c=x = y");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->first, "fill:table:public.\"a=b\"/column:c");
    EXPECT_EQ(answer->second, "x = y");
    EXPECT_FALSE(parse_answer("nothing"));
}

}  // namespace
}  // namespace whimbrel::project

// SPDX-License-Identifier: Apache-2.0
// What works before there is a project: a throwaway server, and a project's beginning.
#include "tests/cli/folder.h"
#include "tests/support/real_environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

TEST(WithPostgres, RunsACommandAndPassesItsCodeOn) {
    const ScratchFolder folder;
    EXPECT_EQ(run(WHIMBREL_PROGRAM, {"with-postgres", "--", "sh", "-c", "psql -Atqc 'select current_database()' && exit 7"}, folder.path()).code, 7);
    const auto ran = run(WHIMBREL_PROGRAM, {"with-postgres", "--", "sh", "-c", "psql -Atqc 'select current_database()' \"$DATABASE_URL\""}, folder.path());
    EXPECT_EQ(ran.out, "app\n");
    const auto missing = run(WHIMBREL_PROGRAM, {"with-postgres", "--", "/no/such/program"}, folder.path());
    EXPECT_EQ(missing.code, 2);
    EXPECT_EQ(missing.err, "error[W1911]: cannot start /no/such/program: No such file or directory\n");
    const auto old = run(WHIMBREL_PROGRAM, {"with-postgres", "--major", "13", "--", "true"}, folder.path());
    EXPECT_EQ(old.code, 64);
    EXPECT_EQ(old.err, "error[W1901]: --major is from 14 to 18\nHINT: Run `whimbrel help with-postgres` for its options.\n");
}

TEST(WithPostgres, TheServerEndsWithIt) {
    const ScratchFolder folder;
    for (const auto* signal : {"TERM", "KILL"}) {
        const auto ran = run("timeout",
                             {"--foreground", "60", WHIMBREL_PROGRAM, "with-postgres", "--", "sh", "-c",
                              "psql -Atqc 'show data_directory' > place; psql -Atqc 'select pg_postmaster_start_time()' >/dev/null; head -1 \"$(cat "
                              "place)/postmaster.pid\" > pid; kill -s " +
                                  std::string(signal) + " $PPID; exec sleep 30"},
                             folder.path());
        EXPECT_NE(ran.code, 0);
        auto pid = read_text(folder.path() / "pid");
        pid.pop_back();
        EXPECT_EQ(run("sh", {"-c", "for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 " + pid + " 2>/dev/null || exit 0; sleep 0.3; done; exit 1"}, folder.path()).code,
                  0)
            << signal;
    }
}

TEST(Init, OverwritesNothing) {
    const ScratchFolder folder;
    write_text(folder.path() / ".gitattributes", "*.png binary");
    auto ran = run(WHIMBREL_PROGRAM, {"init", "--quiet"}, folder.path());
    EXPECT_EQ(ran.out, "wrote whimbrel.toml\nwrote schema/\nwrote migrations/\nwrote .gitattributes\nwrote .env.sample\n");
    EXPECT_EQ(read_text(folder.path() / ".gitattributes"), "*.png binary\n*.sql text eol=lf\n");
    EXPECT_THAT(read_text(folder.path() / "whimbrel.toml"), HasSubstr("\n" + config_line()));
    write_text(folder.path() / "whimbrel.toml", "postgres = 14\n");
    ran = run(WHIMBREL_PROGRAM, {"init", "--quiet"}, folder.path());
    EXPECT_EQ(ran.out, "kept  whimbrel.toml\nkept  schema/\nkept  migrations/\nkept  .gitattributes\nkept  .env.sample\n");
    EXPECT_EQ(read_text(folder.path() / "whimbrel.toml"), "postgres = 14\n");
}

}  // namespace
}  // namespace whimbrel::testing

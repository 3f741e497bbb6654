// SPDX-License-Identifier: Apache-2.0
// Migrations by hand that put rows into tables that were there before: what rolls back their schema leaves the rows.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view k_warning =
    "warning: 002_kinds leaves rows behind when it is rolled back, and cannot be applied again then: 23505 duplicate key value violates unique constraint "
    "\"t_pkey\"\n";

TEST(RowsThatStay, AreAdopted) {
    const Folder folder;
    folder.write("migrations/001_t.sql", "CREATE TABLE t (id int PRIMARY KEY);\n");
    folder.write("migrations/002_kinds.sql", "ALTER TABLE t ADD kind text;\nINSERT INTO t VALUES (1, 'first');\n");
    folder.write("migrations/003_more.sql", "INSERT INTO t SELECT max(id) + 1, 'next' FROM t;\nCREATE INDEX t_kind ON t (kind);\n");
    const auto ran = folder.expect(0, {"adopt", "--quiet"});
    EXPECT_EQ(ran.err, k_warning);
    EXPECT_EQ(ran.out,
              "001_t: proven; wrote migrations/001_t.down.sql\n002_kinds: proven; wrote migrations/002_kinds.down.sql\n"
              "003_more: proven; wrote migrations/003_more.down.sql\n");
    auto database = *shared_server().make();
    const auto url = database.url().render();
    EXPECT_EQ(folder.expect(0, {"migrate", "--quiet", "-d", url}).out, "applied 001\napplied 002\napplied 003\n");
    EXPECT_EQ((*database.session().execute("SELECT count(*) FROM t"))[0].string(0), "2");
    folder.expect(0, {"rollback", "--steps", "2", "--allow-lossy", "*", "-d", url});
    EXPECT_THAT(folder.expect(2, {"migrate", "-d", url}).err, HasSubstr("23505")) << "as it was said";
}

TEST(RowsThatStay, AreProvenWithAWarning) {
    const Folder folder("numbering = \"sequential\"\n");
    folder.write("migrations/001_t.up.sql", "BEGIN;\nCREATE TABLE public.t (id int PRIMARY KEY);\nCOMMIT;\n");
    folder.write("migrations/001_t.down.sql", "BEGIN;\nDROP TABLE public.t;\nCOMMIT;\n");
    folder.write("migrations/002_kinds.up.sql", "BEGIN;\nINSERT INTO public.t VALUES (1);\nCOMMIT;\n");
    folder.write("migrations/002_kinds.down.sql", "BEGIN;\nCOMMIT;\n");
    EXPECT_EQ(folder.expect(0, {"prove", "--quiet"}).err, k_warning);
    // A way back that takes the rows along is proven without a word.
    folder.write("migrations/002_kinds.down.sql", "BEGIN;\nDELETE FROM public.t WHERE id = 1;\nCOMMIT;\n");
    EXPECT_EQ(folder.expect(0, {"prove", "--quiet"}).err, "");
    // One whose down fails is told where.
    folder.write("migrations/002_kinds.down.sql", "BEGIN;\nDELETE FROM public.u;\nCOMMIT;\n");
    expect_failure(folder.whimbrel({"prove", "--quiet"}), 2,
                   "error[W1106]: the server refused a statement\n"
                   "  --> migrations/002_kinds.down.sql:2:13\n"
                   "  server: 42P01 relation \"public.u\" does not exist\n"
                   "  while running down after up\n");
}

}  // namespace
}  // namespace whimbrel::testing

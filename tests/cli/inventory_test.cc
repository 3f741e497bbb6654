// SPDX-License-Identifier: Apache-2.0
// `whimbrel inventory`: nothing that a source holds is passed over.
#include "tests/cli/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace whimbrel::testing {
namespace {

constexpr std::string_view k_rule = "[[ignore]]\nkind = \"table\"\nname = \"public.audit_*\"\nreason = \"written by the auditor\"\n";
constexpr std::string_view k_schema =
    "CREATE EXTENSION citext;\nCREATE TABLE users (id integer PRIMARY KEY, email citext);\nCREATE TABLE audit_users (at timestamptz);\n";

TEST(Inventory, counts_by_kind_who_answers_for_it) {
    Folder folder(k_rule);
    folder.write("schema/all.sql", k_schema);
    EXPECT_EQ(folder.expect(0, {"inventory", "schema"}).out,
              "KIND             MANAGED  IGNORED  OF EXTENSIONS  UNKNOWN\n"
              "schema           1        -        -              -\n"
              "extension        2        -        -              -\n"
              "language         -        -        1              -\n"
              "function         -        -        48             -\n"
              "aggregate        -        -        2              -\n"
              "operator         -        -        26             -\n"
              "operator family  -        -        3              -\n"
              "operator class   -        -        3              -\n"
              "cast             -        -        8              -\n"
              "table            1        1        -              -\n"
              "constraint       1        -        -              -\n"
              "comment          1        -        -              -\n"
              "type             -        -        1              -\n"
              "\n"
              "ignored:\n"
              "  table public.audit_users by kind = \"table\", name = \"public.audit_*\": written by the auditor\n"
              "\n"
              "of extensions:\n"
              "  citext: aggregate 2, cast 8, function 45, operator 26, operator class 3, operator family 3, type 1\n"
              "  plpgsql: function 3, language 1\n");
}

TEST(Inventory, names_what_nobody_answers_for_and_no_password) {
    Folder folder;
    auto database = *shared_server().make();
    ASSERT_TRUE(database.session().execute(
        "CREATE TABLE t (id integer NOT NULL); CREATE UNIQUE INDEX i ON t (id); ALTER TABLE t REPLICA IDENTITY USING INDEX i; DROP INDEX i"));
    const auto url = database.url().render();
    const auto ran = folder.expect(4, {"inventory", url, "--format", "json"});
    const auto document = nlohmann::json::parse(ran.out);
    EXPECT_EQ(document["source"], database.url().describe());
    ASSERT_EQ(document["unknown"].size(), 1U);
    EXPECT_EQ(document["unknown"][0]["kind"], "replica identity without its index");
    EXPECT_EQ(document["unknown"][0]["name"], "table public.t");
    EXPECT_EQ(folder.expect(4, {"inventory", "-d", url}).err, "reading " + database.url().describe() + " (--database)\n");
}

}  // namespace
}  // namespace whimbrel::testing

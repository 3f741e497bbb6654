// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/runner/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whimbrel::runner {
namespace {

using testing::ElementsAre;

/// "T1:2" is transaction 1 of two statements, "S2" a statement alone, "=" a setting.
std::vector<std::string> units(const std::string& text) {
    const auto script = cut("m.sql", text);
    if (!script) return {script.error().render()};
    std::vector<std::string> out;
    for (const auto& unit : script->units) {
        if (unit.kind == UnitKind::setting) out.emplace_back("=");
        if (unit.kind == UnitKind::transaction) out.push_back("T" + std::to_string(unit.ordinal) + ":" + std::to_string(unit.statements.size()));
        if (unit.kind == UnitKind::statement) out.push_back("S" + std::to_string(unit.ordinal));
    }
    return out;
}

TEST(Cut, takes_transactions_as_the_file_has_them) {
    EXPECT_THAT(units("SET search_path TO ''; BEGIN; SELECT 1; SELECT 2; COMMIT; CREATE INDEX CONCURRENTLY i ON t (a); "
                      "START TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT 3; END;"),
                ElementsAre("=", "T1:2", "S2", "T3:1"));
}

TEST(Cut, groups_what_can_be_in_one_transaction) {
    EXPECT_THAT(units("SELECT 1; SET x.y = 'z'; SELECT 2; VACUUM t; SELECT 3;"), ElementsAre("T1:3", "S2", "T3:1"));
}

TEST(Cut, ends_the_group_at_a_new_enum_value) {
    EXPECT_THAT(units("SELECT 1; ALTER TYPE mood ADD VALUE 'sad'; SELECT 'sad'::mood; alter type mood /* */ add value 'x'"), ElementsAre("T1:2", "T2:2"));
}

TEST(Cut, runs_alone_what_asks_for_it) {
    EXPECT_THAT(units("SELECT 1;\n-- @whimbrel no-transaction\nCALL backfill();\nSELECT 2;"), ElementsAre("T1:1", "S2", "T3:1"));
}

TEST(Cut, an_empty_file_has_no_unit) { EXPECT_THAT(units("-- nothing\nBEGIN; COMMIT;"), testing::IsEmpty()); }

TEST(Cut, the_hash_is_of_what_is_executed) {
    const auto hash = [](const std::string& text) { return cut("m.sql", text)->units.front().hash; };
    EXPECT_EQ(hash("BEGIN; SELECT 1; COMMIT;"), hash("-- why\nbegin;\nselect 1;\ncommit;"));
    EXPECT_NE(hash("BEGIN; SELECT 1; COMMIT;"), hash("BEGIN; SELECT 2; COMMIT;"));
}

TEST(Cut, refuses_what_ends_transactions_otherwise) {
    EXPECT_THAT(units("BEGIN;\nSELECT 1;\n  ROLLBACK;"), ElementsAre("error[W1814]: ROLLBACK cannot be in a migration\n"
                                                                     "  --> m.sql:3:3\n"
                                                                     "HINT: Remove it; a transaction whose statements fail is rolled back as a whole.\n"));
    EXPECT_THAT(units("BEGIN; SELECT 1; COMMIT AND CHAIN;"), ElementsAre("error[W1814]: COMMIT AND CHAIN cannot be in a migration\n"
                                                                         "  --> m.sql:1:18\n"
                                                                         "HINT: Write COMMIT; and BEGIN;.\n"));
    EXPECT_THAT(units("SELECT 1; COMMIT;"), ElementsAre("error[W1814]: COMMIT stands outside of a transaction\n"
                                                        "  --> m.sql:1:11\n"
                                                        "HINT: Write BEGIN; where the transaction begins, or remove it.\n"));
    EXPECT_THAT(units("BEGIN; SELECT 1;"), ElementsAre("error[W1814]: BEGIN is never followed by COMMIT\n"
                                                       "  --> m.sql:1:1\n"
                                                       "HINT: Write COMMIT; where the transaction ends.\n"));
    EXPECT_THAT(units("BEGIN; BEGIN; COMMIT;"), ElementsAre("error[W1814]: BEGIN stands inside a transaction\n"
                                                            "  --> m.sql:1:8\n"
                                                            "HINT: Write COMMIT; before it, or remove it.\n"));
    EXPECT_THAT(units("\\connect other\nSELECT 1;"), ElementsAre("error[W1814]: \\connect cannot be in a migration\n"
                                                                 "  --> m.sql:1:1\n"
                                                                 "HINT: Remove it; a migration is applied to the database that the command names.\n"));
    EXPECT_THAT(units("BEGIN; SAVEPOINT a; SELECT 1; ROLLBACK TO a; RELEASE a; COMMIT;"), ElementsAre("T1:4"));
}

TEST(LossyOf, reads_the_object_and_the_condition) {
    const auto script = cut("m.sql", "-- @lossy table:public.\"My groups\"/column:a when EXISTS (SELECT FROM t)\n-- @lossy sequence:public.s\nSELECT 1;");
    const auto found = lossy_of(script->file.statements.front());
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].object, "table:public.\"My groups\"/column:a");
    EXPECT_EQ(found[0].when, "EXISTS (SELECT FROM t)");
    EXPECT_EQ(found[1].object, "sequence:public.s");
    EXPECT_EQ(found[1].when, "");
}

TEST(Brief, is_the_first_line) {
    EXPECT_EQ(brief("SELECT 1"), "SELECT 1");
    EXPECT_EQ(brief("CREATE TABLE t (\n  a int\n)"), "CREATE TABLE t …");
    EXPECT_EQ(brief(std::string(79, 'x') + "éé"), std::string(79, 'x') + " …");
}

}  // namespace
}  // namespace whimbrel::runner
